-- ends: limit longer than
-- A finalizer that comes after the metatable was set is none.
local mt = {}
setmetatable({}, mt)
mt.__gc = function() while true do end end
assert(not pcall(setmetatable, {}, mt))
while true do local _ = {} end
