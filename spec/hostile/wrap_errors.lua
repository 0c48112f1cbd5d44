-- ends: limit longer than
-- An error message grows with each coroutine that it passes.
while true do
  local f = function() error(("x"):rep(10000)) end
  for _ = 1, 60 do
    local inner = f
    f = function() coroutine.wrap(inner)() end
  end
  pcall(f)
end
