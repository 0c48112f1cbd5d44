-- ends: limit longer than
local s = ("\0"):rep(250000)
local t = {}
for i = 1, 8000 do t[i] = s end
while true do pcall(math.max, table.unpack(t)) end
