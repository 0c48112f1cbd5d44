-- ends: limit longer than
local lark = require "lark"
lark.map({ 1, 2, 3 }, function() while true do end end)
