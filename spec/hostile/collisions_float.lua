-- ends: limit collide -- time=3000
local t = {}
for i = 1, 16000 do t[1 + i * 2^-52] = i end
return true
