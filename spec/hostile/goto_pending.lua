-- ends: limit at once
local head = "do " .. ("goto a "):rep(16000)
while true do
  local parts = { head, "::a:: ", "end" }
  load(function() return table.remove(parts, 1) end)
end
