-- ends: error attempt to compare
local depth = 0
local mt = {}
mt.__lt = function(a, b) depth = depth + 1 return a < b end
local a, b = setmetatable({}, mt), setmetatable({}, mt)
assert(not pcall(function() return a < b end))
assert(depth > 10)
return {} < {}
