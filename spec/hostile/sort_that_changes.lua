-- ends: done true
-- The order function empties the list.
local t = {}
for i = 1, 100 do t[i] = 100 - i end
pcall(table.sort, t, function(a, b) for i = 1, 100 do t[i] = nil end return a < b end)
return true
