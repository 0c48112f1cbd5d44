-- ends: limit longer than
-- A finalizer that is added after the metatable was set has no effect.
local mt = {}
setmetatable({}, mt)
mt.__gc = function() while true do end end
assert(not pcall(setmetatable, {}, mt))
while true do local _ = {} end
