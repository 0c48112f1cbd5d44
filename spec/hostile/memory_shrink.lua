-- ends: limit
-- A block that shrinks moves to a smaller one, for which there may be no room.
local lists, full = {}, {}
for i = 1, 2000 do
  lists[i] = {}
  for j = 1, 32 do lists[i][j] = j end
end
for i = 1, 2000 do
  for j = 5, 32 do lists[i][j] = nil end
end
for i = 1, 1e9 do
  full[i % 2000] = { full[i % 2000], {} }
  if collectgarbage "count" > 4040 then
    local l = lists[i % 2000 + 1]
    l.x = i
  end
end
