-- ends: limit longer than
-- Errors that get longer with each coroutine that they pass.
while true do
  local f = function() error(("x"):rep(10000)) end
  for _ = 1, 60 do
    local inner = f
    f = function() coroutine.wrap(inner)() end
  end
  pcall(f)
end
