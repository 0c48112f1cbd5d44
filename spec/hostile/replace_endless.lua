-- ends: limit longer than
-- Its state never comes.
local lark = require "lark"
lark.on_replace(function() while true do pcall(function() while true do end end) end end)
host.replace()
lark.sleep(10)
