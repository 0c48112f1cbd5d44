-- ends: limit longer than
local lark = require "lark"
while true do pcall(lark.send, "name", { 1, 2, 3 }) pcall(lark.send, "x", print) end
