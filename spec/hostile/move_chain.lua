-- ends: limit longer than
local last, sink = {}, {}
for _ = 1, 1900 do last = setmetatable({}, { __index = last }) end
for _ = 1, 1900 do sink = setmetatable({}, { __newindex = sink }) end
while true do table.move(last, 1, 100000, 1, sink) end
