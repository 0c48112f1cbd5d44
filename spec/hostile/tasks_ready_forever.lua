-- ends: limit longer than
local lark = require "lark"
local function again() lark.spawn(again) lark.sleep(0) end
for _ = 1, 100 do lark.spawn(again) end
while true do lark.sleep(0) end
