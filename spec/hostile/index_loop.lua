-- ends: limit longer than
-- A missing key of a table that is the __index of its own metatable: 2000 lookups.
local t = {}
setmetatable(t, { __index = t })
local function look() return t.x end
while true do pcall(look) pcall(look) pcall(look) pcall(look) end
