-- ends: limit
-- Deep structures, marked by the collector one by one.
local list
for i = 1, 1e9 do list = { list } if i % 30000 == 0 then list = nil end end
