-- ends: limit longer than -- memory=67108864 time=400
-- To find that a table is empty, all its places are gone through: here 131072 of a list and
-- 32768 of names. (More names would make its last growth the longest instruction.)
local lark, t, l = require "lark", {}, {}
for i = 1, 131072 do t[i] = 1 end
for i = 1, 32768 do t["a" .. i] = 1 end
for i = 1, 32768 do t["a" .. i] = nil end
for i = 1, 131072 do t[i] = nil end
for i = 1, 20000 do l[i] = t end
while true do lark.encode(l) end
