-- ends: limit
-- Constants that collide in the compiler's table of constants.
local parts = {}
for i = 1, 12000 do parts[i] = ("x=%d"):format(i * 16383 * 8) end
local text = table.concat(parts, " ")
while true do load(text) end
