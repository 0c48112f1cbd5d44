-- ends: error attempt to index a string value
local lark = require "lark"
getmetatable(lark.array {}).__gc = function() while true do end end
while true do local _ = lark.array {} end
