-- ends: limit longer than
-- A table that Lua counts anew with each key.
local t = {}
for i = 1, 16384 do t["k" .. i] = i end
while true do
  for i = 1, 16384 do
    t["k" .. i] = nil
    t[i + 0.5] = i
    t[i + 0.5] = nil
    t["k" .. i] = i
  end
end
