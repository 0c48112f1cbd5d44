-- ends: limit
local lark = require "lark"
while true do lark.spawn(lark.sleep, 1e9) end
