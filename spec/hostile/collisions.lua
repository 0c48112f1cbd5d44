-- ends: limit collide
while true do
  local t, m = {}, (1 << 14) - 1
  for i = 1, 8192 do t[i * m] = i end
  t[8193 * m] = 1
end
