-- ends: done [true,true,true,true]
local lark = require "lark"
local function refused(...) local ok, f = pcall(load, ...) return not ok or f == nil end
return { refused("x", "x", "b"), refused("\27Lua", "x"), refused({}),
  refused(function() return {} end) }
