-- ends: limit longer than
-- Every look goes through all the places of what was a large table.
local next, t = next, {}
for i = 1, 16000 do t["k" .. i] = i end
for k in pairs(t) do t[k] = nil end
while true do next(t) next(t) next(t) next(t) next(t) next(t) next(t) end
