-- ends: limit longer than
-- Names that nobody gave take no memory.
local lark = require "lark"
local i = 0
while true do
  i = i + 1
  lark.data("nobody " .. i)
  pcall(lark.data, ("x"):rep(i % 50000))
end
