-- ends: limit longer than
-- Library functions that read tables, on data.
local rows = require("lark").data("shared").rows
while true do
  pcall(table.unpack, rows)
  pcall(table.concat, rows, ",")
  pcall(table.move, rows, 1, 3001, 1, {})
  pcall(select, "#", table.unpack(rows, 1, 200))
end
