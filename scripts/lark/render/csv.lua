-- SPDX-License-Identifier: MIT

--- Writes CSV: every column of every row, safe to open in a spreadsheet.
---
--- Totals are left out unless asked for: a spreadsheet that sums a column would count them
--- twice. The
--- quoting of fields is in csv/quote.lua.
local column = require "lark.column"
local doubts = require "lark.render.doubts"
local lines = require "lark.render.lines"
local locale = require "lark.locale"
local quote = require "lark.csv.quote"
local visible = require "lark.render.cell"
local sections = require "lark.render.sections"

local M = {}

--- A file that begins with it is read as UTF-8 by spreadsheets.
M.MARK = "\xEF\xBB\xBF"

-- Spreadsheets in East Asia also run full-width signs.
local SIGNS = { ["＝"] = true, ["＋"] = true, ["－"] = true, ["＠"] = true }

-- Puts a quote before text that a spreadsheet would run as a formula. A number is none, be
-- it a text: -5 and +8613800000000 stay as they are.
local function harmless(text)
  if text:find "^[+-]?%d+%.?%d*$" then return text end
  if text:find("^[=+%-@\t\r\n\xEF]") and (text:byte() ~= 0xEF or SIGNS[text:sub(1, 3)]) then
    return "'" .. text
  end
  return text
end

local function cell(one, row, section, place)
  local value = one.read(row)
  if value == nil then return nil end
  if section.doubts then doubts.look(section.doubts, section, one, row, place, value) end
  return column.number_text(one, value, row) or harmless(column.text(one, value, row))
end

-- A money column has its currency in the heading, or in a column of its own.
local function currency_title(one)
  local words = locale.words[one.lang or locale.languages[1]]
  if one.currency then
    return harmless(one.title .. words.in_brackets:format(one.currency))
  end
  return harmless(one.title), one.type == "money" and one.read_currency
    and harmless(one.title .. words.currency)
end

-- The titles and readers of the fields of a line.
local function fields_of(section)
  local titles, reads = {}, {}
  local function add(title, read) titles[#titles + 1], reads[#reads + 1] = title, read end
  for _, one in ipairs(section.columns) do
    local title, currency = currency_title(one)
    add(title, function(row, place) return cell(one, row, section, place) end)
    if currency then
      add(currency, function(row)
        local found = one.read_currency(row)
        return found ~= nil and harmless(tostring(found)) or nil
      end)
    end
  end
  return titles, reads
end

-- How rows are written.
local function plain_lines(section, write_row)
  return {
    row = write_row,
    format = "csv", before = "", between = ",", after = "\r\n",
    style = function() return { missing = "" } end,
    cell = function(one, row, place) return quote.field(cell(one, row, section, place)) end,
  }
end

local function write_section(section, put)
  if #section.columns == 0 then return end
  local titles, reads = fields_of(section)
  put(quote.line(titles) .. "\r\n")
  local values = { n = #reads }
  local function write_row(row, place)
    for i, read in ipairs(reads) do values[i] = read(row, place) end
    put(quote.line(values) .. "\r\n")
  end
  -- A line that is one empty field has quotes.
  if #titles > 1 and not section.record then
    return lines.write(section, plain_lines(section, write_row), put)
  end
  for place = 1, #section.rows do write_row(section.rows[place], place) end
end

-- The totals under the columns that have one.
local function write_totals(section, put)
  local texts, count = {}, 0
  for i, one in ipairs(section.columns) do
    count = count + 1
    texts[count] = section.totals[i] and harmless(section.totals[i]) or nil
    local _, currency = currency_title(one)
    if currency then count = count + 1 end
  end
  texts.n = count
  put(quote.line(texts) .. "\r\n")
end

local WRITE = { table = write_section }

-- Writes a chart's numbers as a table.
function WRITE.chart(part, put)
  local chart = part.chart
  local titles = { harmless(chart.x) }
  for i, series in ipairs(chart.series) do titles[i + 1] = harmless(series.name) end
  put(quote.line(titles) .. "\r\n")
  for i, category in ipairs(chart.categories) do
    local values = { harmless(category), n = #chart.series + 1 }
    for at, series in ipairs(chart.series) do values[at + 1] = series.values[i] end
    put(quote.line(values) .. "\r\n")
  end
end

--- The tables of a document, or its charts where it has no table: most charts repeat a table.
--- @param document lark.document
--- @return table[]
function M.parts(document)
  local tables, charts = {}, {}
  for _, part in ipairs(document.parts) do
    if part.kind == "table" then tables[#tables + 1] = part end
    if part.kind == "chart" then charts[#charts + 1] = part end
  end
  return #tables > 0 and tables or charts
end

--- Writes a table or the numbers of a chart, and the totals if they are asked for.
--- @param part table
--- @param options lark.render.options
--- @param put fun(piece: string)
function M.write_part(part, options, put)
  WRITE[part.kind](part, put)
  if options.totals and part.totals then write_totals(part, put) end
end

-- A `put` that writes the UTF-8 mark before the first text.
local function marked(put)
  local is_first = true
  return function(piece)
    if is_first then put(M.MARK) end
    is_first = false
    put(piece)
  end
end

-- A `put` for a terminal, which the text must not control.
local function made_visible(put)
  return function(piece) put(visible.visible(piece, "\r\n\t")) end
end

--- The tables of a report follow one another, each under its title and separated by an
--- empty line; the rows that failed come last. A plain list of rows is a file for other
--- programs, so only its rows are written.
--- @param value any
--- @param options lark.render.options
--- @param put fun(piece: string)
function M.write(value, options, put)
  local document = sections.for_programs(value, options)
  local parts = M.parts(document)
  -- A single table that was asked for is a file for other programs, too.
  if options.table then document.title = nil end
  if document.title and document.failed and not options.title then
    parts[#parts + 1] = document.failed
  end
  if options.mark then put = marked(put) end
  if options.visible then put = made_visible(put) end
  if document.scalar then
    local text = type(value) == "number" and document.scalar or harmless(document.scalar)
    put(quote.line { text } .. "\r\n")
  end
  -- A plain list is for other programs: there, standard error and the exit status say it.
  if document.title and document.partial and not options.title then
    put(quote.line { harmless(document.partial) } .. "\r\n\r\n")
  end
  local function write(i, part)
    if i > 1 then put "\r\n" end
    if (#parts > 1 or i > #parts) and part.title then
      put(quote.line { harmless(part.title) } .. "\r\n")
    end
    M.write_part(part, options, put)
  end
  for i, part in ipairs(parts) do write(i, part) end
  local doubtful = document.title and not options.title and sections.doubtful(document)
  if doubtful then write(#parts + 1, doubtful) end
end

return M
