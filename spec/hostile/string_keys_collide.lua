-- ends: done 4096
-- The order of keys tells their hashes. That is allowed, as long as they do not
-- collide.
local t, seen = {}, 0
for i = 1, 4096 do t[("k"):rep(41) .. i] = i end
for _ in next, t do seen = seen + 1 end
return seen
