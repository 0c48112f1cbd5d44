-- ends: limit longer than
-- Errors leave buffers behind, in coroutines that are never closed.
while true do
  coroutine.wrap(pcall)(coroutine.wrap(function()
    table.concat({ ("x"):rep(5000), ("y"):rep(5000), {} })
  end))
  coroutine.resume(coroutine.create(function()
    table.concat({ ("x"):rep(50000), ("y"):rep(5000), {} })
  end))
end
