-- ends: limit
-- The end of a collection goes through all threads in one stretch.
local all = {}
for i = 1, 1200 do
  all[i] = coroutine.wrap(function()
    local a, b, c, d, e, f, g, h
    while true do coroutine.yield({}) end
  end)
end
while true do for i = 1, #all do all[i]() end end
