-- ends: limit
-- Open upvalues of many coroutines, kept in one list.
local all = {}
for i = 1, 1000 do
  local co = coroutine.wrap(function()
    local a, b, c, d, e, f, g, h = 1, 2, 3, 4, 5, 6, 7, 8
    coroutine.yield(function() return a, b, c, d, e, f, g, h end)
  end)
  all[i] = { co, co() }
end
while true do local _ = {} end
