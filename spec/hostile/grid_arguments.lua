-- ends: done true
local lark = require "lark"
local function read(text)
  local work, over, grid, why = lark.grid():add(text), nil, nil, nil
  repeat over, grid, why = work:step() until over
  return grid, why, work
end
local grid, _, work = read "a,b\n1,2\n"
local group = grid:grouping({}, {})
local values = { -1, 0, 2 ^ 53, math.mininteger, 1.5, "x", "\0", {}, { {} }, { { 99, "x" } }, false,
  grid, work, group, print }
local calls = 0
for _, of in ipairs { grid, work, group, lark.grid(), grid:writing({ { column = 1 } }, {}),
  lark.grid_gather() } do
  for _, name in ipairs { "names", "column", "row", "text", "id", "first", "select", "may_miss",
    "grouping", "sorting", "joining", "matching", "writing", "step", "add", "separator", "ids", "rows",
    "firsts", "write", "answer", "gather", "line" } do
    for _, first in ipairs(values) do
      for _, second in ipairs(values) do
        pcall(function() return of[name](of, first, second, second, second) end)
        calls = calls + 1
      end
    end
  end
end
return calls > 20000
