-- ends: limit longer than
local lark = require "lark"
for i = 1, 1000 do lark.on("e", print) end
