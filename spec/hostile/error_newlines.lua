-- ends: limit longer than
local lark = require "lark"
local e = lark.error { kind = "api", msg = ("\n"):rep(15000) }
while true do pcall(tostring, e) end
