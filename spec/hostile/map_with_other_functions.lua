-- ends: done [1,"mine"]
-- The script replaces functions that the engine's Lua code calls: only the script
-- itself may suffer.
local lark = require "lark"
local real = { pcall = pcall, ipairs = ipairs }
pcall, ipairs, math.min, type = function(_, x) return true, x end,
  function(t) return real.ipairs(t) end, function() return 1 end, type
local results = lark.map({ 1 }, function() end)
return { results[1], "mine" }
