-- ends: done 20
-- Cancels tasks in the middle of their computing.
local lark = require "lark"
local cancelled = 0
for _ = 1, 20 do
  local task = lark.spawn(function()
    local co = coroutine.wrap(function()
      while true do ("x"):gsub(".", function() for _ = 1, 1e5 do end end) end
    end)
    co()
  end)
  lark.sleep(0.002)
  if task:cancel() then cancelled = cancelled + 1 end
end
return cancelled
