-- ends: limit memory -- time=2000
-- Each list or object that it looks at is a userdata of its own.
local lark = require "lark"
local kept = {}
while true do
  for i = 2, 3001 do kept[#kept + 1] = lark.data("shared").rows[i] end
end
