-- ends: limit
local lark = require "lark"
while true do
  local awaited = lark.spawn(lark.sleep, 0.001)
  for _ = 1, 1500 do lark.spawn(awaited.await, awaited) end
  awaited:await()
end
