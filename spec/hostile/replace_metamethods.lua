-- ends: limit longer than
-- Writing the state runs code of its own.
local lark = require "lark"
lark.on_replace(function()
  return setmetatable({}, { __pairs = function()
    return function() return 1, 1 end
  end, __index = function() while true do end end, __len = function() return 1 << 60 end,
    __name = "x", __tostring = function() while true do end end })
end)
host.replace()
lark.sleep(0.05)
while true do end
