-- ends: limit
-- More and more tasks, of which each waits, while the state is awaited.
local lark = require "lark"
lark.on_replace(function() while true do lark.spawn(lark.sleep, 10) lark.sleep(0) end end)
host.replace()
lark.sleep(10)
