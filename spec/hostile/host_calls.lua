-- ends: limit
local lark = require "lark"
local function call() while true do host.echo(1, "x", {}) end end
for _ = 1, 200 do lark.spawn(pcall, call) end
call()
