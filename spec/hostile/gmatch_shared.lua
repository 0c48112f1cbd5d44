-- ends: somehow
-- Several coroutines use one iterator, and each match is interrupted.
local lark = require "lark"
local iterator = (("a"):rep(2000) .. "b"):gmatch(("a*"):rep(8) .. "c")
for _ = 1, 20 do lark.spawn(function() for _ in iterator do end end) end
for _ in iterator do end
