-- ends: limit longer than
local lark = require "lark"
while true do pcall(lark.encode, lark.data "shared") end
