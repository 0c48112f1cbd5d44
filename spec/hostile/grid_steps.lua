-- ends: limit longer than
local lark = require "lark"
local work = lark.grid():add("a,b\n" .. ("x,1\ny,2\n"):rep(5000))
local over, grid
repeat over, grid = work:step() until over
while true do
  local sorting = grid:sorting { { 1, true }, { 2, false, true } }
  repeat over = sorting:step() until over
  local grouping = grid:grouping({ 1, 2 }, { { "sum", 2 }, { "distinct", 1 } })
  repeat over = grouping:step() until over
  local writing = grid:writing({ { column = 1 }, { column = 2, kind = "fixed" } }, { format = "html" })
  repeat until not writing:write()
end
