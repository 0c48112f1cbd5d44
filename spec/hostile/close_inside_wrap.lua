-- ends: somehow -- memory=16777216 time=500
local f
for _ = 1, 8000 do
  local inner = f
  f = function()
    local _ <close> = setmetatable({}, { __close = function()
      if inner then pcall(coroutine.wrap(inner)) end
    end })
    error "now"
  end
end
pcall(coroutine.wrap(f))
