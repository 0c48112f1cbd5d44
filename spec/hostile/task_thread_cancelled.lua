-- ends: somehow
-- Coroutines of a cancelled task go on under another task.
local lark = require "lark"
local inner = coroutine.create(function() while true do lark.sleep(0.001) end end)
local task = lark.spawn(function() coroutine.resume(inner) end)
lark.sleep(0.002)
task:cancel()
for _ = 1, 10 do
  coroutine.resume(inner)
  lark.sleep(0.001)
  coroutine.status(inner)
end
coroutine.close(inner)
