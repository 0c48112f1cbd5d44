-- SPDX-License-Identifier: MIT

--- A report: a title, notes, and tables under headings.
---
---     local r = report.new("Referrals")
---     r:note("30 talents were read.")
---     r:table("Referrers", rows, { "name", { key = "count", title = "Referrals" } })
---     return r
---
--- It is plain data: `title`, `notes` and `tables`, so `lark.encode(r)` works.
local lark = require "lark"

--- @class lark.report
--- @field title string
--- @field notes string[]
--- @field tables { title?: string, rows: table, columns?: lark.report.column[] }[]
local Report = {}
Report.__index = Report
Report.__name = "lark.report"

--- @class lark.report.column
--- @field key string       which member of a row; `a.b` reaches into nested ones
--- @field title? string    the heading; the key if left out
--- @field type? "text"|"integer"|"decimal"  a decimal is shown with two places
--- @field align? "left"|"right"  numbers stand right by themselves

local TYPES = { text = true, integer = true, decimal = true }
local ALIGNS = { left = true, right = true }

local M = {}

--- @param title string
--- @return lark.report
function M.new(title)
  if type(title) ~= "string" then error("report.new: a title is a string", 2) end
  return setmetatable({ title = title, notes = lark.array {}, tables = lark.array {} }, Report)
end

--- Whether `value` is a report.
--- @return boolean
function M.is(value)
  return type(value) == "table" and getmetatable(value) == Report
end

-- A mistake in a column is the script's: the level points at its r:table().
local LEVEL = 4

local function column(given)
  if type(given) == "string" then return { key = given } end
  if type(given) ~= "table" or type(given.key) ~= "string" then
    error("report: a column is a key, or a table with a key", LEVEL)
  end
  if given.type ~= nil and not TYPES[given.type] then
    error(("report: column %s: no type %q"):format(given.key, tostring(given.type)), LEVEL)
  end
  if given.align ~= nil and not ALIGNS[given.align] then
    error(("report: column %s: align is left or right"):format(given.key), LEVEL)
  end
  return given
end

local function checked(columns)
  if columns == nil then return nil end
  local list = lark.array {}
  for i, given in ipairs(columns) do list[i] = column(given) end
  return list
end

--- Adds a sentence, shown under the title.
--- @param text string
--- @return lark.report self
function Report:note(text)
  self.notes[#self.notes + 1] = tostring(text)
  return self
end

--- Adds a table. `columns` choose and order what is shown; without them every
--- key of every row is. JSON carries the rows whole.
--- @param heading? string
--- @param rows table  a list of tables
--- @param columns? (string|lark.report.column)[]
--- @return lark.report self
function Report:table(heading, rows, columns)
  if type(rows) ~= "table" then error("report: rows are a list, not a " .. type(rows), 2) end
  self.tables[#self.tables + 1] = {
    title = heading,
    rows = #rows > 0 and rows or lark.array {},
    columns = checked(columns),
  }
  return self
end

return M
