-- ends: done ["suspended",true,"dead","waiting"]
-- One task closes a coroutine that waits under another task.
local lark = require "lark"
local co = coroutine.create(function() lark.sleep(1000) end)
local task = lark.spawn(function() coroutine.resume(co) lark.sleep(1000) end)
lark.sleep(0.01)
local status = coroutine.status(co)
local closed = coroutine.close(co)
local result = { status, closed, coroutine.status(co), task:status() }
task:cancel()
return result
