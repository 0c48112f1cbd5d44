-- ends: done [true,true,true] -- time=2000
-- The new versions are given up, and this one goes on.
local lark = require "lark"
if lark.state() then return end
local times, replaced = 0, lark.array {}
lark.on_replace(function()
  times = times + 1
  if times == 1 then error(("x"):rep(100000)) end
  if times == 2 then error() end
  error(setmetatable({}, { __tostring = function() return {} end }))
end)
for i = 1, 3 do
  replaced[i] = host.replace()
  while times < i do lark.sleep(0) end
  lark.sleep(0)
end
return replaced
