-- ends: limit
local lark = require "lark"
-- Unregistering goes through the list, and moves those that follow.
while true do
  local offs = {}
  for i = 1, 12000 do offs[i] = lark.on("e", function() return i end) end
  for i = 1, 12000 do offs[i]() end
end
