-- ends: limit
local function down(n) if n > 0 then return 1 + down(n - 1) end return 0 end
while true do
  for i = 1, 20 do coroutine.wrap(down)(150) end
  down(3000)
end
