-- ends: limit
-- Each error in the handler goes through the endless chain once more.
local t = {}
for i = 1, 500 do t[i * 511] = true end
setmetatable(t, { __index = t })
local function look() return t[600 * 511] end
while true do xpcall(look, look) end
