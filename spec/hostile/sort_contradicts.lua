-- ends: limit
local t = {}
for i = 1, 5000 do t[i] = i % 7 end
while true do table.sort(t, function(a, b) return math.random(2) == 1 end) end
