-- ends: limit
local function f(...)
  while true do local _ = { ... } end
end
f(("x"):rep(25000):byte(1, -1))
