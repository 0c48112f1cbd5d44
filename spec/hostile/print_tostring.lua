-- ends: limit cannot be interrupted
print(setmetatable({}, { __tostring = function() while true do end end }))
