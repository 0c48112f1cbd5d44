-- ends: limit longer than
local lark = require "lark"
lark.on_replace(function() while true do coroutine.yield() end end)
host.replace()
lark.sleep(10)
