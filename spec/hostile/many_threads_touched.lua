-- ends: limit
-- All threads are gone through in one stretch when a collection ends.
local all = {}
for i = 1, 1200 do
  all[i] = coroutine.wrap(function()
    local a, b, c, d, e, f, g, h
    while true do coroutine.yield({}) end
  end)
end
while true do for i = 1, #all do all[i]() end end
