-- ends: limit longer than
-- It is replaced again and again, and never has the time to hand over.
local lark = require "lark"
lark.on_replace(function() return 1 end)
lark.spawn(function() while true do host.replace() end end)
while true do end
