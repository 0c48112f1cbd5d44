-- ends: limit
local t = setmetatable({}, { __concat = function(a, b) while true do end end })
while true do pcall(function() return "x" .. t end) end
