-- ends: done [false,"closed"]
-- The handler of a variable that is closed by force cannot wait.
local lark = require "lark"
local state, why
local task = lark.spawn(function()
  local _ <close> = setmetatable({}, { __close = function()
    why = pcall(lark.sleep, 1)
    state = "closed"
  end })
  lark.sleep(1000)
end)
lark.sleep(0.001)
task:cancel()
return { why, state }
