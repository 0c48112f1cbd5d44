-- ends: somehow
-- Memory runs out before the stack is as deep as Lua allows.
local function f(n) return 1 + f(n + 1) end
while true do pcall(f, 1) end
