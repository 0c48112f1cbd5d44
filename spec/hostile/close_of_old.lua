-- ends: limit
-- These coroutines were made while no string was long: they must look at the
-- clock more often now than they did then.
local a, b
local old = {}
for i = 1, 100 do
  old[i] = coroutine.create(function()
    local _ <close> = setmetatable({}, { __close = function()
      for _ = 1, 1e9 do local _ = a < b end
    end })
    coroutine.yield()
  end)
  coroutine.resume(old[i])
end
local n = 4 * 1024 * 1024 // 16 - 64
a, b = ("\0"):rep(n), ("\0"):rep(n - 1) .. "\1"
for i = 1, 100 do coroutine.close(old[i]) end
