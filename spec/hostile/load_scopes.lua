-- ends: limit
-- The compiler looks for each global name in all functions around it.
local names, lines = {}, {}
for i = 1, 80 do names[i] = "a" .. i end
for _ = 1, 180 do
  lines[#lines + 1] = "local " .. table.concat(names, ",") .. " return function() "
end
lines[#lines + 1] = ("x=y "):rep(5000)
lines[#lines + 1] = ("end "):rep(180)
local text = table.concat(lines)
while true do load(text) end
