-- ends: limit
-- Floats that all have the same hash.
while true do
  local t = {}
  for i = 0, 8191 do t[2.0 ^ 53 + 0.5 + i * 16383 * 2 ^ 20] = i end
  t = {}
  for i = 1, 8192 do t[i * 16383 * 65537 / 4] = i end
end
