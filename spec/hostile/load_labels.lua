-- ends: limit
local parts = {}
for i = 1, 15000 do parts[i] = ("::a%d::"):format(i) end
local text = table.concat(parts)
while true do load(text) end
