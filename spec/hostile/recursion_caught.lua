-- ends: limit in one piece
-- What is refused cannot be caught.
local function f() return 1 + f() end
while true do
  coroutine.wrap(function() pcall(f) while true do pcall(f) end end)()
end
