-- SPDX-License-Identifier: MIT

--- Writes the rows of a section as lines, from the columns of the grid that has them.
---
--- C writes the cells that need no thought; what else there is (numbers that are none, text
--- that a spreadsheet would run, labels of enums) it asks for, one cell at a time, and the
--- format writes it as it does for rows that are tables.
local currency = require "lark.currency"
local doubts = require "lark.render.doubts"
local list_of = require "lark.rows.list"

local M = {}

local KINDS = {
  text = "text", id = "text", integer = "number", decimal = "fixed", money = "fixed",
  time = "ask", enum = "ask", percent = "ask",
}

--- @class lark.lines
--- @field format "csv"|"html"
--- @field before string      of a row
--- @field between string     two cells
--- @field after string       a row
--- @field style fun(one: table): table   the texts around the cells of a column: `missing`,
---                                       `before`, `after`, `long`, `longest`
--- @field cell fun(one: table, row: table, place: integer, i: integer): string   any cell

-- How C writes a column; nil where a row has to be read for it.
local function column_of(grid, one, lines)
  if one.value or one.read_currency then return nil end
  local place = grid:column(one.key)
  if not place then return nil end
  local kind = KINDS[one.type or "text"]
  if not kind then return nil end
  if kind == "text" and doubts.is_numeric(one) then kind = "number" end
  -- Amounts of a currency without two digits have more where they need them.
  if one.type == "money" and not one.places and currency.places(one.currency) ~= 2 then
    kind = "ask"
  end
  local column = lines.style(one)
  column.column, column.kind, column.places = place, kind, one.places
  return column
end

--- Writes all rows of a section, if they are in a grid. Returns false, with nothing written,
--- where they are not, or a column needs whole rows.
--- @param section lark.section
--- @param lines lark.lines
--- @param put fun(piece: string)
--- @return boolean written
function M.write(section, lines, put)
  local grid = list_of.grid(section.rows)
  if not grid or section.record or #section.columns == 0 then return false end
  local columns = {}
  for i, one in ipairs(section.columns) do
    columns[i] = column_of(grid, one, lines)
    if not columns[i] then return false end
  end
  local writer = grid:writing(columns, lines)
  while true do
    local piece, asked, text, place = writer:write()
    if not piece then return true end
    if piece ~= "" then put(piece) end
    if asked then
      -- A number that could not be read is noted with its place, each time.
      local one = section.columns[asked]
      writer:answer(lines.cell(one, { [one.key] = text }, place, asked),
        not doubts.is_numeric(one))
    end
  end
end

return M
