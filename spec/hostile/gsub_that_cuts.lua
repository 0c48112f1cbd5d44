-- ends: error in the middle
-- An error, and a wait, from within a replacement function.
local lark = require "lark"
local text = ("x"):rep(1000):gsub("x", function() lark.sleep(0) return "yy" end)
assert(#text == 2000)
text:gsub("y", function() error "in the middle" end)
