-- ends: done 16000
local lark = require "lark"
local work = lark.grid():add(("c,"):rep(15999) .. "c\n")
local over, grid
repeat over, grid = work:step() until over
return #grid:names()
