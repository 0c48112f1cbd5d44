-- ends: limit memory
-- Waits take memory outside of Lua.
local lark = require "lark"
local sleep, spawn = lark.sleep, lark.spawn
while true do spawn(sleep, 1000) sleep(0) end
