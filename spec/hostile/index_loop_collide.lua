-- ends: limit
-- The same, and each lookup goes through hundreds of keys that share a place.
local t = {}
for i = 1, 500 do t[i * 511] = true end
setmetatable(t, { __index = t })
local function look() return t[600 * 511] end
while true do pcall(look) pcall(look) pcall(look) pcall(look) end
