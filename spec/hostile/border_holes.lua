-- ends: limit longer than
local t = {}
for i = 1, 20000 do t[i] = i end
for i = 1, 20000, 2 do t[i] = nil end
while true do
  local _ = #t
  t[#t + 1] = nil
end
