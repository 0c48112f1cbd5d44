-- ends: limit instructions -- instructions=100000
-- The arrays' metatable is in the script's hands; what is given it has no finalizer.
local cjson = require "cjson"
cjson.array_mt.__gc = function() while true do end end
while true do cjson.decode "[1]" end
