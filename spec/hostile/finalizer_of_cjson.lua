-- ends: limit instructions -- instructions=100000
-- The script can reach the metatable of arrays: its __gc must have no effect.
local cjson = require "cjson"
cjson.array_mt.__gc = function() while true do end end
while true do cjson.decode "[1]" end
