-- ends: limit
local lark = require "lark"
local tasks = {}
for i = 1, 500 do
  tasks[i] = lark.spawn(function()
    local _ <close> = setmetatable({}, { __close = function()
      for j = 1, 500 do pcall(tasks[j].cancel, tasks[j]) end
      lark.spawn(tasks[i].cancel, tasks[i])
    end })
    while true do lark.sleep(0) end
  end)
end
lark.sleep(0.01)
tasks[1]:cancel()
while true do end
