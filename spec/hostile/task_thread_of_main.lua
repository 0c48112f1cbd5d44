-- ends: error dead coroutine
-- Another task closes the main one, which computes.
local lark = require "lark"
local me = coroutine.running()
lark.spawn(function() coroutine.close(me) end)
while true do end
