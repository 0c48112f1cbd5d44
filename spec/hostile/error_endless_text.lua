-- ends: error cannot be read
error(setmetatable({}, { __tostring = function() while true do end end }))
