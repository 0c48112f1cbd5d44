-- SPDX-License-Identifier: MIT

--- RFC 4180, with every column of every row, safe to open in a spreadsheet.
---
--- Totals stay out: who adds up a column would count them twice.
local column = require "lark.column"
local csv = require "lark.csv"
local sections = require "lark.render.sections"

local M = {}

local UTF8_MARK = "\xEF\xBB\xBF"
-- Spreadsheets of East Asia take full-width signs, too.
local SIGNS = { ["＝"] = true, ["＋"] = true, ["－"] = true, ["＠"] = true }

-- A spreadsheet runs text that starts like a formula, unless a quote stands
-- before it. Numbers are no text: -1 stays -1.
local function harmless(text)
  if text:find("^[=+%-@\t\r\n\xEF]") and (text:byte() ~= 0xEF or SIGNS[text:sub(1, 3)]) then
    return "'" .. text
  end
  return text
end

local function cell(one, row)
  local value = one.read(row)
  if value == nil then return nil end
  return column.number_text(one, value) or harmless(column.text(one, value, row))
end

-- A money column says what it counts in its heading, or in a column of its own.
local function currency_title(one)
  if one.currency then return harmless(("%s (%s)"):format(one.title, one.currency)) end
  return harmless(one.title), one.read_currency and harmless(one.title .. " currency")
end

-- Titles and readers of what stands in a line.
local function fields_of(columns)
  local titles, reads = {}, {}
  local function add(title, read) titles[#titles + 1], reads[#reads + 1] = title, read end
  for _, one in ipairs(columns) do
    local title, currency = currency_title(one)
    add(title, function(row) return cell(one, row) end)
    if currency then
      add(currency, function(row)
        local found = one.read_currency(row)
        return found ~= nil and harmless(tostring(found)) or nil
      end)
    end
  end
  return titles, reads
end

local function write_section(section, put)
  if #section.columns == 0 then return end
  local titles, reads = fields_of(section.columns)
  put(csv.line(titles) .. "\r\n")
  local values = { n = #reads }
  for _, row in ipairs(section.rows) do
    for i, read in ipairs(reads) do values[i] = read(row) end
    put(csv.line(values) .. "\r\n")
  end
end

local WRITE = { table = write_section }

-- A chart's numbers, as a table.
function WRITE.chart(part, put)
  local chart = part.chart
  local titles = { harmless(chart.x) }
  for i, series in ipairs(chart.series) do titles[i + 1] = harmless(series.name) end
  put(csv.line(titles) .. "\r\n")
  for i, category in ipairs(chart.categories) do
    local values = { harmless(category), n = #chart.series + 1 }
    for at, series in ipairs(chart.series) do values[at + 1] = series.values[i] end
    put(csv.line(values) .. "\r\n")
  end
end

-- Charts repeat what tables say, and stand for them where there are none.
local function tables_of(document)
  local tables, charts = {}, {}
  for _, part in ipairs(document.parts) do
    if part.kind == "table" then tables[#tables + 1] = part end
    if part.kind == "chart" then charts[#charts + 1] = part end
  end
  return #tables > 0 and tables or charts
end

-- What is written first, before the first text that is.
local function marked(put)
  local is_first = true
  return function(piece)
    if is_first then put(UTF8_MARK) end
    is_first = false
    put(piece)
  end
end

--- Several tables of a report stand below one another, each under its title, with an
--- empty line between; the rows that failed are the last. A list of rows alone is a
--- file for other programs: only its rows are written.
--- @param value any
--- @param options lark.render.options
--- @param put fun(piece: string)
function M.write(value, options, put)
  local document = sections.of(value, options)
  local parts = tables_of(document)
  if document.title and document.failed and not options.title then
    parts[#parts + 1] = document.failed
  end
  if options.mark then put = marked(put) end
  if document.scalar then
    local text = type(value) == "number" and document.scalar or harmless(document.scalar)
    put(csv.line { text } .. "\r\n")
  end
  for i, part in ipairs(parts) do
    if i > 1 then put "\r\n" end
    if #parts > 1 and part.title then put(csv.line { harmless(part.title) } .. "\r\n") end
    WRITE[part.kind](part, put)
  end
end

return M
