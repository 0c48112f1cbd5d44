-- ends: done [false,"cannot resume a coroutine that waits for an answer"]
local lark = require "lark"
local co = coroutine.create(function() lark.sleep(1000) end)
local task = lark.spawn(function() coroutine.resume(co) end)
lark.sleep(0.01)
local result = { coroutine.resume(co) }
task:cancel()
return result
