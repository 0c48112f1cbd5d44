-- ends: limit longer than -- memory=67108864 time=400
-- Finding out that a table is empty goes through all its places.
local lark, t, l = require "lark", {}, {}
for i = 1, 262144 do t["a" .. i] = 1 end
for i = 1, 262144 do t["a" .. i] = nil end
for i = 1, 20000 do l[i] = t end
while true do lark.encode(l) end
