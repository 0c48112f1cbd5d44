-- ends: done ["{}","__index",1,"[\"__index\"]"]
-- The name under which Lua finds __call does not reach the script, nor what it writes.
local mt = setmetatable({}, {})
setmetatable({}, mt)
local plain = setmetatable({}, { __index = {} })
local names = {}
for name in pairs(getmetatable(plain)) do names[#names + 1] = name end
assert(next(mt) == nil and next(getmetatable(mt)) == nil)
assert(select(1, pairs {}) == next)
local lark = require "lark"
local keys = {}
for key in next, getmetatable(plain) do keys[#keys + 1] = key end
return { lark.encode(mt):gsub("%[%]", "{}"), table.concat(names), #names, lark.encode(keys) }
