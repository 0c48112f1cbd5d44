-- ends: error cannot be read
error(setmetatable({}, { __tostring = function() return {} end }))
