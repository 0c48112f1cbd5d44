-- ends: limit
local function count(...)
  for i = 1, select("#", ...) do local _ = (select(i, ...)) end
end
while true do count(table.unpack({}, 1, 30000)) end
