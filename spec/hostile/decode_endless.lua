-- ends: limit longer than
-- Large texts, good and bad ones, in coroutines that stop in the middle.
local lark = require "lark"
local text = "[" .. ("[1,2,3],"):rep(9000)
while true do
  pcall(lark.decode, text)
  local co = coroutine.create(lark.decode)
  coroutine.resume(co, text .. "1]")
  coroutine.close(co)
end
