-- ends: limit
-- An error whose text never comes.
local lark = require "lark"
lark.on_replace(function()
  error(setmetatable({}, { __tostring = function() while true do end end }))
end)
host.replace()
lark.sleep(10)
