-- ends: limit longer than
local function pass(...) return ... end
local function loop(...)
  while true do local _ = pass(...) end
end
loop(table.unpack({}, 1, 7500))
