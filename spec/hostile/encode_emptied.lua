-- ends: limit longer than -- memory=67108864 time=400
-- To find that a table is empty, all its places are gone through.
local lark, t, l = require "lark", {}, {}
for i = 1, 262144 do t["a" .. i] = 1 end
for i = 1, 262144 do t["a" .. i] = nil end
for i = 1, 20000 do l[i] = t end
while true do lark.encode(l) end
