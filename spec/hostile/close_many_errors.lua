-- ends: limit
local t = {}
for i = 1, 500 do t[i * 511] = true end
setmetatable(t, { __index = t })
local c = setmetatable({}, { __close = function() return t[600 * 511] end })
local text = ("local _ <close> = ... "):rep(150) .. "error 'x'"
local f = load(text)
while true do pcall(f, c) end
