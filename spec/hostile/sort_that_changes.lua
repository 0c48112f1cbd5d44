-- ends: done true
-- An order that empties the list it sorts.
local t = {}
for i = 1, 100 do t[i] = 100 - i end
pcall(table.sort, t, function(a, b) for i = 1, 100 do t[i] = nil end return a < b end)
return true
