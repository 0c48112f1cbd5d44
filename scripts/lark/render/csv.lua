-- SPDX-License-Identifier: MIT

--- RFC 4180, with every column of every row, safe to open in a spreadsheet.
local csv = require "lark.csv"
local cell = require "lark.render.cell"
local sections = require "lark.render.sections"

local M = {}

-- A spreadsheet runs text that starts like a formula, unless a quote stands
-- before it. Numbers are no text: -1 stays -1.
local function harmless(value, column)
  local text = cell.text(value, column)
  if type(value) == "string" and text:find("^[=+%-@\t\r]") then return "'" .. text end
  return text
end

local function header(columns)
  local titles = {}
  for i, column in ipairs(columns) do titles[i] = harmless(column.title) end
  return csv.line(titles)
end

local function add_section(lines, section)
  if #section.columns == 0 then return end
  lines[#lines + 1] = header(section.columns)
  for _, row in ipairs(section.rows) do
    local values = {}
    for i, column in ipairs(section.columns) do values[i] = harmless(row[column.key], column) end
    lines[#lines + 1] = csv.line(values)
  end
end

--- Several tables of a report stand below one another, each under its title,
--- with an empty line between.
--- @param value any
--- @param options lark.render.options
--- @return string
function M.render(value, options)
  local document = sections.of(value, options)
  local lines = {}
  if document.scalar then lines[1] = csv.line { harmless(value) } end
  for i, section in ipairs(document.sections) do
    if i > 1 then lines[#lines + 1] = "" end
    if #document.sections > 1 and section.title then
      lines[#lines + 1] = csv.line { harmless(section.title) }
    end
    add_section(lines, section)
  end
  if #lines == 0 then return "" end
  return table.concat(lines, "\r\n") .. "\r\n"
end

return M
