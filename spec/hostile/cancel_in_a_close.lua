-- ends: limit cannot be interrupted
local lark = require "lark"
local task
task = lark.spawn(function()
  local _ <close> = setmetatable({}, { __close = function() while true do end end })
  lark.sleep(1000)
end)
lark.sleep(0.001)
-- A handler of a task that is cancelled cannot be interrupted, but ended.
pcall(task.cancel, task)
