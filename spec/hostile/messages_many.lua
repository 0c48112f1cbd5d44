-- ends: error more than 1000 messages in a second
local lark = require "lark"
while true do lark.send("name", { 1, 2, 3 }) pcall(lark.send, "x", print) end
