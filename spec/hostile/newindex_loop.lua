-- ends: limit
local t = {}
for i = 1, 250 do t[i * 255] = true end
setmetatable(t, { __newindex = t })
local function put() t[600 * 255] = 1 end
while true do pcall(put) pcall(put) pcall(put) pcall(put) end
