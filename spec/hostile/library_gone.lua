-- ends: done "gone"
local lark = require "lark"
local sort, map, spawn = table.sort, lark.map, lark.spawn
sort({ 2, 1 }, function(a, b) return a < b end)
map({ 1 }, print)
for _, library in pairs { table, string, math, os, coroutine, utf8 } do
  for name in pairs(library) do library[name] = nil end
end
local all = _G
for name in next, all do all[name] = nil end
local list = { 3, 1, 2 }
sort(list, function(a, b) return a < b end)
spawn(function() end):await()
return "gone"
