-- ends: done ["errors.lua:4: plain","table","handled: deep","cba",false,"xy"]
local lark = require "lark"
local _, why = pcall(function()
  error "plain"
end)
local _, object = pcall(error, { code = 7 })
local _, handled = xpcall(function()
  local function deep(n) if n == 0 then error("deep", 0) end deep(n - 1) return n end
  deep(100)
end, function(message) return "handled: " .. message end)
local closed = ""
local function closing(name)
  return setmetatable({}, { __close = function() closed = closed .. name end })
end
pcall(function()
  local a <close> = closing "a"
  local b <close> = closing "b"
  local c <close> = closing "c"
  error "now"
end)
local failing = lark.spawn(error, "in a task")
local awaited = pcall(failing.await, failing)
local text = ""
for i = 1, 5 do
  if i == 3 then goto done end
  text = text .. ("wxyz"):sub(i + 1, i + 1)
end
::done::
return { why:match "[^/]+$", type(object), handled, closed, awaited, text }
