-- ends: done []
-- Asks for the metatables of the engine's objects.
local lark = require "lark"
local found = lark.array {}
local function try(name, value)
  local t = getmetatable(value)
  if type(t) == "table" then
    for key in pairs(t) do found[#found + 1] = name .. "." .. tostring(key) end
  end
end
try("task", lark.spawn(function() end))
try("error", lark.error {})
try("array", lark.array {})
try("null", lark.null)
try("decoded", lark.decode "[1]")
try("function", print)
try("thread", coroutine.running())
try("nil", nil)
try("number", 1)
try("failed", select(2, lark.decode "x"))
return found
