-- ends: done ["suspended",true,"dead","waiting"]
-- Somebody closes a coroutine that waits under a task of another's.
local lark = require "lark"
local co = coroutine.create(function() lark.sleep(1000) end)
local task = lark.spawn(function() coroutine.resume(co) lark.sleep(1000) end)
lark.sleep(0.01)
local status = coroutine.status(co)
local closed = coroutine.close(co)
local result = { status, closed, coroutine.status(co), task:status() }
task:cancel()
return result
