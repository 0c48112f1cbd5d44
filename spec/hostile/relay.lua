-- ends: limit longer than -- time=600
-- Each coroutine stops just before it would look at the clock, so that none of
-- them does.
local next, big = next, {}
for i = 1, 8191 do big[i] = true end
for k in pairs(big) do big[k] = nil end
local relay = {}
for i = 1, 600 do
  relay[i] = coroutine.create(function()
    local yield = coroutine.yield
    for _ = 1, 400 do end
    while true do
      local _ = next(big) _ = next(big) _ = next(big) _ = next(big)
      _ = next(big) _ = next(big) _ = next(big) _ = next(big)
      yield()
    end
  end)
end
while true do
  for i = 1, 600 do coroutine.resume(relay[i]) end
end
