-- ends: somehow
local lark = require "lark"
for n = 0, 5 do
  local thread
  local task = lark.spawn(function()
    thread = coroutine.running()
    return print, print, table.unpack({ print, print, print, print }, 1, n)
  end)
  local waiting = lark.spawn(function()
    thread = { thread, coroutine.running() }
    for _ = 1, 3 do lark.sleep(0.001) end
    for _ = 1, 1e6 do end
    return "waited"
  end)
  lark.sleep(0.002)
  for _ = 1, 8 do
    coroutine.resume(thread[1], 1, 2)
    coroutine.resume(thread[2], 1, 2)
    lark.sleep(0.001)
  end
  pcall(task.await, task)
  pcall(waiting.await, waiting)
end
