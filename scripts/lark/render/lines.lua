-- SPDX-License-Identifier: MIT

--- Writes the rows of a section as lines, from the columns of the grid that has them. Fields of
--- rows that are tables are copied into a grid for that.
---
--- C writes the cells that need no thought; what else there is (numbers that are none, text
--- that a spreadsheet would run, labels of enums) it asks for, one cell at a time, and the
--- format writes it as it does for rows that are tables.
local currency = require "lark.currency"
local doubts = require "lark.render.doubts"
local faults = require "lark.rows.faults"
local gather = require "lark.rows.gather"
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
---                                       `before`, `after`, `long`, `longest`; `grouped`:
---                                       numbers have separators of thousands
--- @field cell fun(one: table, row: table, place: integer, i: integer): string   any cell
--- @field row fun(row: table, place: integer)   writes a row that C cannot write

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

local function columns_of(grid, section, lines)
  local columns = {}
  for i, one in ipairs(section.columns) do
    columns[i] = column_of(grid, one, lines)
    if not columns[i] then return nil end
  end
  return columns
end

-- Writes all rows of a grid; those before it are `before` many.
local function write_grid(grid, columns, kinds, section, lines, put, before)
  local writer = grid:writing(columns, lines)
  while true do
    local piece, asked, text, place = writer:write()
    if not piece then return end
    if piece ~= "" then put(piece) end
    if asked then
      -- A number that could not be read is noted with its place, each time.
      local one, kind = section.columns[asked], kinds[columns[asked].column]
      local value = (kind == "integer" or kind == "number") and tonumber(text) or text
      writer:answer(lines.cell(one, { [one.key] = value }, before + place, asked),
        not doubts.is_numeric(one))
    end
  end
end

-- Rows that are tables are copied, so many at a time.
local AT_ONCE = 128

-- The fields of some rows as a grid; nil where the rows have to be read as tables.
local function gathered(rows, wish, columns, first, last)
  if faults.among(rows, first, last) then return nil end
  local grid, kinds = gather.columns(rows, wish, first, last)
  if not grid then return nil end
  for _, column in ipairs(columns) do
    -- 1 and "1" have the same text, but not the same label.
    if column.kind == "ask" and kinds[column.column] == "mixed" then return nil end
  end
  return grid, kinds
end

-- A number has the same text as the text that writes it.
local function write_tables(section, columns, wish, lines, put)
  local rows = section.rows
  for first = 1, #rows, AT_ONCE do
    local last = math.min(first + AT_ONCE - 1, #rows)
    local grid, kinds = gathered(rows, wish, columns, first, last)
    if grid then write_grid(grid, columns, kinds, section, lines, put, first - 1) end
    for place = grid and last + 1 or first, last do lines.row(rows[place], place) end
  end
end

--- Writes the rows of a section.
--- @param section lark.section
--- @param lines lark.lines
--- @param put fun(piece: string)
function M.write(section, lines, put)
  local grid, wish = list_of.grid(section.rows), gather.wish()
  local columns = columns_of(grid or wish, section, lines)
  if not columns then
    for place = 1, #section.rows do lines.row(section.rows[place], place) end
  elseif grid then
    write_grid(grid, columns, {}, section, lines, put, 0)
  else
    write_tables(section, columns, wish, lines, put)
  end
end

return M
