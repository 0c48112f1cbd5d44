-- ends: limit longer than
local pieces = {}
for i = 1, 7000 do pieces[i] = "a warning" end
while true do warn(table.unpack(pieces)) end
