-- ends: limit memory
local lark = require "lark"
local work = lark.grid():add("a\n" .. ("x\n"):rep(20000))
local over, grid
repeat over, grid = work:step() until over
local joining = grid:joining(grid, { 1 }, { 1 })
repeat over = joining:step() until over
