-- ends: limit longer than
-- Every call of next() goes through all places of a table that was large.
local next, t = next, {}
for i = 1, 16000 do t["k" .. i] = i end
for k in pairs(t) do t[k] = nil end
while true do next(t) next(t) next(t) next(t) next(t) next(t) next(t) end
