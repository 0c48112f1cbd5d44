-- ends: limit memory
local lark = require "lark"
for i = 1, 1e9 do lark.on("event" .. i, function() return i end) end
