-- SPDX-License-Identifier: MIT

--- One compact JSON text a line, for jq and other programs.
local lark = require "lark"
local report = require "lark.report"
local sections = require "lark.render.sections"

local M = {}

-- `row` with the name of its table.
local function named(row, name)
  local copy = { table = name }
  if not sections.is_list(row) and type(row) == "table" then
    for key, value in pairs(row) do copy[key] = value end
    copy.table = name
  else
    copy.value = row
  end
  return copy
end

-- A report's rows; several tables are told apart by a member `table`.
local function report_rows(value)
  local rows = {}
  for i, part in ipairs(value.tables) do
    for _, row in ipairs(part.rows) do
      rows[#rows + 1] = #value.tables > 1 and named(row, part.title or i) or row
    end
  end
  return rows
end

local function rows_of(value, errors)
  if value == nil then return {} end
  if report.is(value) then return report_rows(value) end
  if sections.is_list(value) then return sections.kept(value, errors) end
  return { value }
end

--- @param value any
--- @param options lark.render.options
--- @return string
function M.render(value, options)
  local lines = {}
  for i, row in ipairs(rows_of(value, options.errors)) do lines[i] = lark.encode(row) .. "\n" end
  return table.concat(lines)
end

return M
