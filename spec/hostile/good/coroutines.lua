-- ends: done [55,"closed","dead",[1,1,2,3,5,8,13,21],true]
local function fibonacci(most)
  return coroutine.wrap(function()
    local a, b = 1, 1
    while a <= most do
      coroutine.yield(a)
      a, b = b, a + b
    end
  end)
end
local numbers, sum = {}, 0
for n in fibonacci(21) do numbers[#numbers + 1] = n end
for i = 1, 10 do sum = sum + i end

local state = "open"
local co = coroutine.create(function()
  local _ <close> = setmetatable({}, { __close = function() state = "closed" end })
  coroutine.yield(coroutine.isyieldable())
end)
local _, yieldable = coroutine.resume(co)
assert(coroutine.close(co))
return { sum, state, coroutine.status(co), numbers, yieldable }
