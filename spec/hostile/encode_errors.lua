-- ends: limit
-- Text that was written before an error is held outside of Lua, until the collector
-- comes.
local lark = require "lark"
local text = { ("x"):rep(200000), print }
while true do pcall(lark.encode, text) end
