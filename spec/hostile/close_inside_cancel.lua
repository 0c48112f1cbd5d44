-- ends: somehow -- memory=16777216 time=500
local lark = require "lark"
local inner
for _ = 1, 8000 do
  local mine = inner
  inner = lark.spawn(function()
    local _ <close> = setmetatable({}, { __close = function()
      if mine then mine:cancel() end
    end })
    lark.sleep(1000)
  end)
end
lark.sleep(0.2)
inner:cancel()
