-- ends: limit longer than
-- The chain is linked only after its metatables were set.
local mts, all = {}, {}
for i = 1, 1900 do
  mts[i] = {}
  all[i] = setmetatable({}, mts[i])
end
for i = 1, 1899 do mts[i].__index = all[i + 1] end
local last = all[1]
while true do
  local _ = last.x _ = last.x _ = last.x _ = last.x _ = last.x _ = last.x
end
