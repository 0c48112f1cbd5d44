-- ends: limit
-- What was written before an error waits for the collector, outside of Lua.
local lark = require "lark"
local text = { ("x"):rep(200000), print }
while true do pcall(lark.encode, text) end
