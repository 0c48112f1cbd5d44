-- ends: done 500000500000
local sum = 0
for i = 1, 1000000 do sum = sum + i end
return sum
