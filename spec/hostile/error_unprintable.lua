-- ends: error cannot be read
error(setmetatable({}, { __tostring = function() error {} end }))
