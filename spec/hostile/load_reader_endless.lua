-- ends: limit
load(function() return "x = 1 " end)
load(function() while true do end end)
