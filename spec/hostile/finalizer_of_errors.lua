-- ends: error table expected, got string
local lark = require "lark"
-- The engine's own functions give each error its metatable, past the check that
-- refuses finalizers; Lua runs those with hooks off.
setmetatable(getmetatable(lark.error { kind = "x" }), nil)
getmetatable(lark.error { kind = "x" }).__gc = function() while true do end end
while true do local _ = lark.error { kind = "x" } end
