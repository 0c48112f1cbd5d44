-- ends: done [0,0,false]
-- A task's results stand on the stack of its coroutine, which another task closes.
local lark = require "lark"
local thread
local task = lark.spawn(function() thread = coroutine.running() return 1, 2, 3 end)
local failing = lark.spawn(function()
  thread = { thread, coroutine.running() }
  error "now"
end)
lark.sleep(0.005)
coroutine.close(thread[1])
coroutine.close(thread[2])
local first = select("#", task:await())
return { first, select("#", task:await()), (pcall(failing.await, failing)) }
