-- ends: limit
-- A state that grows until it has no room.
local lark = require "lark"
lark.on_replace(function()
  local text, list = ("x"):rep(60000), {}
  for i = 1, 10000 do list[i] = text end
  return list
end)
host.replace()
lark.sleep(10)
