-- ends: limit
local function handler() error "again" end
while true do xpcall(error, handler) xpcall(handler, handler) end
