-- ends: limit longer than
-- Buffers that are left behind by errors, in coroutines that nobody closes.
while true do
  coroutine.wrap(pcall)(coroutine.wrap(function()
    table.concat({ ("x"):rep(5000), ("y"):rep(5000), {} })
  end))
  coroutine.resume(coroutine.create(function()
    table.concat({ ("x"):rep(50000), ("y"):rep(5000), {} })
  end))
end
