-- ends: limit
local lark = require "lark"
-- Each registration is looked for, and those behind it move.
while true do
  local offs = {}
  for i = 1, 12000 do offs[i] = lark.on("e", function() return i end) end
  for i = 1, 12000 do offs[i]() end
end
