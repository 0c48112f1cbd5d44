-- ends: limit
local function down(n) if n == 0 then coroutine.yield() else down(n - 1) return n end end
local all = {}
while true do
  local co = coroutine.wrap(down)
  pcall(co, 800)
  all[#all % 40 + 1] = co
end
