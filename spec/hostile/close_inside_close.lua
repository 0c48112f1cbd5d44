-- ends: somehow -- memory=16777216 time=500
-- Closing a coroutine's variable closes the next coroutine. Lua 5.4.4 does not
-- count these C calls, and the C stack is not endless.
local inner
for _ = 1, 8000 do
  local mine = inner
  local co = coroutine.create(function()
    local _ <close> = setmetatable({}, { __close = function()
      if mine then coroutine.close(mine) end
    end })
    coroutine.yield()
  end)
  coroutine.resume(co)
  inner = co
end
coroutine.close(inner)
