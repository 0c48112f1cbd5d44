-- ends: done [1,"mine"]
-- What the engine's own Lua code calls may be the script's by then; that is the
-- script's own matter.
local lark = require "lark"
local real = { pcall = pcall, ipairs = ipairs }
pcall, ipairs, math.min, type = function(_, x) return true, x end,
  function(t) return real.ipairs(t) end, function() return 1 end, type
local results = lark.map({ 1 }, function() end)
return { results[1], "mine" }
