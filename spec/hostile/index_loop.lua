-- ends: limit longer than
-- Found nowhere, in a table that is its own metatable's __index: 2000 looks.
local t = {}
setmetatable(t, { __index = t })
local function look() return t.x end
while true do pcall(look) pcall(look) pcall(look) pcall(look) end
