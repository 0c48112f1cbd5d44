-- ends: error wait for each other
local lark = require "lark"
local a, b
a = lark.spawn(function() b:await() end)
b = lark.spawn(function() a:await() end)
a:await()
