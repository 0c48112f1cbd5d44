-- ends: error yield
local co = coroutine.wrap(function() return assert(load(coroutine.yield)) end)
co()
co("return 1")
