-- SPDX-License-Identifier: MIT

--- Writes a report as sheets of cells, a JSON text per line, from which `lualark run` makes a
--- spreadsheet (`--format xlsx`): a script, which may be sandboxed, has no part in writing the
--- file.
---
---     {"sheet":"Ledger","widths":[19,8],"formats":["","0.00"],"titles":["Account","Amount"],
---      "rows":30}
---     {"cells":["7348984133295292401",12.5]}     a row; {"v":1,"f":"0.00 \"CNY\""} has a format
---     {"total":["Total",99]}
---     {"chart":"bar","title":"Most","x":"Who","y":"Points","series":["Points"],"rows":10}
---
--- A text is a text, whatever it begins with. A number that a spreadsheet would round, with
--- more than 15 digits, is a text, too.
local calendar = require "lark.zone.calendar"
local cell = require "lark.render.cell"
local currency_of = require "lark.currency"
local decimal = require "lark.decimal"
local lark = require "lark"
local list_of = require "lark.rows.list"
local repair = require "lark.render.repair"
local sections = require "lark.render.sections"
local total_of = require "lark.column.total"
local width = require "lark.render.width"
local zone = require "lark.zone"

local M = {}

-- The limits of a spreadsheet: rows of a sheet without the heading and the total, code units of
-- a text, digits of a number.
local MOST_ROWS, MOST_TEXT, MOST_DIGITS = 1048574, 32000, 15
local NARROWEST, WIDEST, MEASURED = 8, 60, 1000
-- Days from 1900 to 1970 as spreadsheets count them.
local EPOCH = 25569
local DAY_MS = 86400000

-- ----------------------------------------------------------------------- values

-- A text that XML can hold and no spreadsheet decodes: `_x0041_` would become an A. The
-- underscore at its end may begin another. Lines end as those of cells do.
local function text_cell(text)
  text = repair.text(text):gsub("_x(%x%x%x%x)%f[_]", "_x005F_x%1"):gsub("\r\n", "\n")
  text = cell.visible(text, "\n\t")
  if #text > MOST_TEXT and utf8.len(text) > MOST_TEXT // 2 then
    text = text:sub(1, utf8.offset(text, MOST_TEXT // 2) - 1) .. "…"
  end
  return text
end

local function digits(number)
  return #decimal.shortest(number):gsub("e.*$", ""):gsub("%D", ""):gsub("^0+", "")
end

-- A number that a spreadsheet keeps; nil for any other.
local function number_cell(value)
  local number = decimal.number(value)
  if not number or digits(number) > MOST_DIGITS or math.abs(number) > 1e300 then return nil end
  return number
end

local function zeros(places) return "#,##0" .. (places > 0 and "." .. ("0"):rep(places) or "") end

local function money_format(one, currency)
  local places = one.places or currency_of.places(currency)
  if currency == nil then return zeros(places) end
  return ('%s "%s"'):format(zeros(places), (tostring(currency):gsub('["\\]', "")))
end

-- The codes of a spreadsheet for those of os.date.
local CODES = { Y = "yyyy", m = "mm", d = "dd", H = "hh", M = "mm", S = "ss", y = "yy" }

local function time_format(one)
  local format, known = one.format or "%Y-%m-%d %H:%M", true
  format = format:gsub("%%(.)", function(code)
    known = known and CODES[code] ~= nil
    return CODES[code] or ""
  end)
  return known and format:find "^[ymdhs:/ %-.]+$" and format or "yyyy-mm-dd hh:mm"
end

-- A time as days since 1900, on the clock of the column's zone; nil for what is no time.
local function time_cell(one, value)
  local at = zone.text(value, "%Y %m %d %H %M %S", one.zone)
  local year, month, day, hour, minute, second =
    (at or ""):match "^(%d+) (%d+) (%d+) (%d+) (%d+) (%d+)$"
  -- Spreadsheets know no earlier days.
  if not year or tonumber(year) < 1901 or tonumber(year) > 9999 then return nil end
  local days = calendar.day_number(tonumber(year), tonumber(month), tonumber(day))
  local ms = ((tonumber(hour) * 60 + tonumber(minute)) * 60 + tonumber(second)) * 1000
  return days + EPOCH + (ms + (math.tointeger(decimal.number(value)) or 0) % 1000) / DAY_MS
end

-- Each returns the value of a cell: a number or nil.
local NUMBERS = {
  integer = function(_, value) return number_cell(value) end,
  decimal = function(_, value) return number_cell(value) end,
  money = function(_, value) return number_cell(value) end,
  percent = function(_, value) return number_cell(value) end,
  time = time_cell,
}

-- Each returns the format of a whole column.
local FORMATS = {
  integer = function() return "#,##0" end,
  decimal = function(one) return zeros(one.places or 2) end,
  money = function(one) return money_format(one, one.currency) end,
  percent = function(one) return zeros(one.places or 1):gsub("^#,##", "") .. "%" end,
  time = time_format,
  id = function() return "@" end,
}

local function value_of(one, row, section, place)
  local text, value, bad = sections.cell(one, row, section, place)
  if text == nil then return lark.null end
  local number
  if bad then
    number = nil
  elseif NUMBERS[one.type] then
    number = NUMBERS[one.type](one, value)
  elseif one.type == nil and type(value) == "number" then
    number = number_cell(value)
  end
  if number == nil then return text_cell(text) end
  if one.type == "money" and one.read_currency then
    local currency = one.read_currency(row)
    if currency ~= nil then return { v = number, f = money_format(one, currency) } end
  elseif one.type == "decimal" and one.read_currency then
    return { v = number, f = zeros(one.places or currency_of.places(one.read_currency(row))) }
  end
  return number
end

-- ----------------------------------------------------------------------- sheets

-- A function that returns a row. A row in a grid is made for its line, and not kept.
local function reader_of(rows)
  local grid = list_of.grid(rows)
  if not grid then return function(place) return rows[place] end end
  return function(place) return grid:row(place) end
end

local function measure(section)
  local widths, row_at = {}, reader_of(section.rows)
  for i, one in ipairs(section.columns) do
    local most = width.of(one.title) + 4 -- the arrow of the filter
    for place = 1, math.min(MEASURED, #section.rows) do
      local text = sections.cell(one, row_at(place))
      if text then most = math.max(most, width.of((text:match "[^\n]*")) + 2) end
    end
    widths[i] = math.min(math.max(most, NARROWEST), WIDEST)
  end
  return widths
end

local function total_cells(section, words, partial)
  if not section.totals or #section.rows == 0 then return nil end
  local list = {}
  for i, one in ipairs(section.columns) do
    local value, text, bad = total_of(one, section.rows)
    local is_plain = not bad and type(value) == "number" and one.type ~= "time"
    list[i] = is_plain and not (partial and i == 1) and number_cell(value)
      or text and text_cell(section.totals[i] or text) or lark.null
  end
  if list[1] == lark.null then list[1] = section.totals[1] or words.total end
  return list
end

local function head(section, title, from, to)
  local titles, formats = {}, {}
  for i, one in ipairs(section.columns) do
    titles[i] = text_cell(one.title)
    formats[i] = FORMATS[one.type] and FORMATS[one.type](one) or ""
  end
  return { sheet = title, titles = lark.array(titles), formats = lark.array(formats),
    widths = lark.array(measure(section)), rows = math.max(0, to - from + 1) }
end

-- Rows beyond what a sheet holds go to a second one.
local function write_section(section, title, words, partial, put)
  local from, row_at = 1, reader_of(section.rows)
  repeat
    local to = math.min(#section.rows, from + MOST_ROWS - 1)
    put(head(section, title, from, to))
    for place = from, to do
      local values, row = {}, row_at(place)
      for i, one in ipairs(section.columns) do
        values[i] = value_of(one, row, section, place)
      end
      put { cells = lark.array(values) }
    end
    from = to + 1
  until from > #section.rows
  local total = total_cells(section, words, partial)
  if total then put { total = lark.array(total) } end
end

-- The numbers of a chart, with the chart beside them.
local function write_chart(part, title, put)
  local chart, titles, formats, widths = part.chart, { part.chart.x }, { "" }, { NARROWEST }
  local names = {}
  for at, series in ipairs(chart.series) do
    titles[at + 1], formats[at + 1], names[at] = text_cell(series.name), "", text_cell(series.name)
    widths[at + 1] = math.min(math.max(width.of(series.name) + 4, NARROWEST), WIDEST)
  end
  for _, name in ipairs(chart.categories) do
    widths[1] = math.min(math.max(widths[1], width.of(name) + 2), WIDEST)
  end
  put { sheet = title, titles = lark.array(titles), formats = lark.array(formats),
    widths = lark.array(widths), rows = #chart.categories }
  for i, name in ipairs(chart.categories) do
    local values = { text_cell(name) }
    for at, series in ipairs(chart.series) do
      local value = series.values[i]
      values[at + 1] = value == lark.null and value or number_cell(value)
        or text_cell(tostring(value))
    end
    put { cells = lark.array(values) }
  end
  if #chart.categories == 0 then return end
  put { chart = chart.kind, title = part.title or "", x = chart.x, y = chart.y or "",
    series = lark.array(names), rows = #chart.categories }
end

local function notes_of(document)
  local texts = {}
  if document.partial then texts[1] = document.partial end
  for _, part in ipairs(document.parts) do
    if part.kind == "figure" then
      texts[#texts + 1] = part.label .. document.words.colon .. part.text
    end
    if part.kind == "note" then texts[#texts + 1] = part.text end
  end
  if document.scalar then texts[#texts + 1] = document.scalar end
  return texts
end

-- The title and the notes are a sheet of their own, which stands first.
local function write_notes(document, put)
  local texts, title = notes_of(document), document.title
  if #texts == 0 then return end
  title = title or document.words.result
  put { sheet = title, titles = lark.array { text_cell(title) }, formats = lark.array { "" },
    widths = lark.array { WIDEST }, rows = 0, notes = true }
  for _, text in ipairs(texts) do put { cells = lark.array { text_cell(text) } } end
end

--- @param value any
--- @param options lark.render.options
--- @param put fun(piece: string)
function M.write(value, options, put)
  local document = sections.of(value, options)
  local words, count = document.words, 0
  local function line(object) put(lark.encode(object) .. "\n") end
  local function title_of(part)
    count = count + 1
    return part.title or part.id or (words.result .. (count > 1 and " " .. count or ""))
  end
  write_notes(document, line)
  for _, part in ipairs(document.parts) do
    if part.kind == "table" then
      write_section(part, title_of(part), words, document.partial, line)
    elseif part.kind == "chart" then
      write_chart(part, title_of(part), line)
    end
  end
  for _, part in ipairs { document.failed or false, sections.doubtful(document) or false } do
    if part then write_section(part, part.title, words, nil, line) end
  end
end

return M
