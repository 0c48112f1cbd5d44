-- ends: done 4096
-- Keys of which the order says how they are hashed: they are allowed, as long
-- as they do not collide.
local t, seen = {}, 0
for i = 1, 4096 do t[("k"):rep(41) .. i] = i end
for _ in next, t do seen = seen + 1 end
return seen
