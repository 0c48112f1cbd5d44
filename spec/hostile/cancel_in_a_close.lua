-- ends: limit cannot be interrupted
local lark = require "lark"
local task
task = lark.spawn(function()
  local _ <close> = setmetatable({}, { __close = function() while true do end end })
  lark.sleep(1000)
end)
lark.sleep(0.001)
-- The closing handler of a cancelled task cannot be interrupted, but it can be ended.
pcall(task.cancel, task)
