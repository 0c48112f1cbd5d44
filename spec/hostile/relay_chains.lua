-- ends: limit longer than -- time=300
-- Many coroutines take turns, and each does something slow.
local last = {}
for _ = 1, 600 do last = setmetatable({}, { __index = last }) end
local relay = {}
for i = 1, 300 do
  relay[i] = coroutine.wrap(function()
    while true do
      for _ = 1, 40 do local _ = last.x end
      coroutine.yield()
    end
  end)
end
while true do for i = 1, #relay do relay[i]() end end
