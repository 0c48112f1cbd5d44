-- ends: limit in one piece
-- Lua since 5.4.5 cannot be asked where it is while its stack grows.
local function f() return 1 + f() end
f()
