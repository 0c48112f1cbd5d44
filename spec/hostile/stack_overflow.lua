-- ends: somehow
-- The stack cannot get as large as it may within this memory.
local function f(n) return 1 + f(n + 1) end
while true do pcall(f, 1) end
