-- SPDX-License-Identifier: MIT

--- Writes aligned columns and bars of blocks, for a terminal.
local cell = require "lark.render.cell"
local later = require "lark.later"
local scalar = require "lark.render.scalar"
local sections = require "lark.render.sections"
local width = require "lark.render.width"

local bars = later "lark.render.bars"
local vertical = later "lark.render.vertical"

local M = {}

local GAP = 2
-- No column is cut below this: five Chinese characters and the `…`.
local NARROWEST = 12
local MISSING = "—"

local function plain(text) return text end
local function bold(text) return "\27[1m" .. text .. "\27[0m" end
local function dim(text) return "\27[2m" .. text .. "\27[0m" end

-- The cells of a column as text, with its title first and, where there are totals, its total last.
local function texts_of(section, at, words)
  local one = section.columns[at]
  local texts = { cell.visible(one.title) }
  for place, row in ipairs(section.rows) do
    local text = sections.cell(one, row, section, place)
    texts[place + 1] = text and cell.visible(text) or MISSING
  end
  if section.totals then
    local total = section.totals[at]
    texts[#texts + 1] = total and cell.visible(total) or (at == 1 and words.total or "")
  end
  return texts
end

local function widest(texts)
  local most = 1
  for _, text in ipairs(texts) do most = math.max(most, width.of(text)) end
  return most
end

local function total(widths)
  local sum = GAP * (#widths - 1)
  for _, cells in ipairs(widths) do sum = sum + cells end
  return sum
end

-- Whether a column must not be cut: half a number is a wrong one, and half an id names nobody.
local function stays_whole(one)
  return one.align == "right" or one.type == "id" or one.key == "id"
    or one.key:find "[_.]id$" ~= nil
end

-- The cells of a column that is narrowed to `most`, as those of numbers and ids are not.
local function narrowed(cells, one, most)
  return stays_whole(one) and cells or math.min(cells, most)
end

local function capped(widths, columns, most)
  local list = {}
  for i, cells in ipairs(widths) do list[i] = narrowed(cells, columns[i], most) end
  return list
end

-- The texts and widths of the first columns that fit if each is as narrow as it may be, one at
-- least. Those of the others are looked at, and not written.
local function shown(section, out)
  local lists, widths, sum = {}, {}, -GAP
  for i, one in ipairs(section.columns) do
    local texts = texts_of(section, i, out.words)
    local cells = widest(texts)
    sum = sum + GAP + narrowed(cells, one, NARROWEST)
    if i > 1 and out.width and sum > out.width then break end
    lists[i], widths[i] = texts, cells
  end
  for i = #lists + 2, #section.columns do sections.look(section.columns[i], section) end
  return lists, widths
end

-- Narrows the widest columns until all fit.
local function fitted(widths, columns, limit)
  if not limit then return widths end
  local most = limit
  while most > NARROWEST and total(capped(widths, columns, most)) > limit do most = most - 1 end
  return capped(widths, columns, most)
end

local function line_of(lists, widths, columns, row)
  local parts = {}
  for i, cells in ipairs(widths) do
    parts[i] = width.pad(width.cut(lists[i][row], cells), cells, columns[i].align)
  end
  return (table.concat(parts, (" "):rep(GAP)):gsub(" +$", ""))
end

local function rule(widths)
  local parts = {}
  for i, cells in ipairs(widths) do parts[i] = ("─"):rep(cells) end
  return table.concat(parts, (" "):rep(GAP))
end

-- A line that names the columns that did not fit.
local function left_out(columns, count, words)
  local names = {}
  for i = count + 1, #columns do names[#names + 1] = cell.visible(columns[i].title) end
  return words.further(#names) .. words.colon .. table.concat(names, words.list)
end

-- Each writes one part of a document. `out` has put(text), heading(text) and rule(text),
-- which paint, the terminal's width, and the words.
local WRITE = {}

local function write_table(section, out)
  local columns = section.columns
  local lists, natural = shown(section, out)
  local widths = fitted(natural, columns, out.width)

  out.heading(line_of(lists, widths, columns, 1))
  out.rule(rule(widths))
  for row = 2, #section.rows + 1 do out.put(line_of(lists, widths, columns, row)) end
  if section.totals and #section.rows > 0 then
    out.rule(rule(widths))
    out.put(line_of(lists, widths, columns, #section.rows + 2))
  end
  if #widths < #columns then
    local names = left_out(columns, #widths, out.words)
    out.rule(out.width and width.cut(names, out.width) or names)
  end
end

function WRITE.table(section, out)
  if section.title then out.heading(cell.visible(section.title)) end
  if #section.columns > 0 then
    local write = out.vertical and not section.record and vertical.write or write_table
    write(section, out)
  end
  if #section.rows == 0 then out.put(out.words.empty_line) end
end

function WRITE.chart(part, out)
  if part.title then out.heading(cell.visible(part.title)) end
  if #part.chart.categories == 0 then
    out.put(out.words.empty_line)
  end
  for _, line in ipairs(bars.lines(part.chart, out.width, out.words)) do out.put(line) end
end

function WRITE.note(part, out) out.put(cell.visible(part.text)) end
function WRITE.figure(part, out)
  out.put(cell.visible(part.label) .. out.words.colon .. cell.visible(part.text))
end
function WRITE.heading(part, out) out.heading(cell.visible(part.text)) end

local function printer(document, options, put)
  local paint = options.colour and { bold = bold, dim = dim } or { bold = plain, dim = plain }
  return {
    width = options.width, words = document.words, vertical = options.vertical,
    put = function(text) put(text .. "\n") end,
    heading = function(text) put(paint.bold(text) .. "\n") end,
    rule = function(text) put(paint.dim(text) .. "\n") end,
  }
end

-- An empty line comes before every part, except between the title and notes.
local function stands_apart(part, before)
  if before == nil then return false end
  local line = part.kind == "note" or part.kind == "figure"
  return not (line and (before == "note" or before == "title" or before == "figure"))
end

--- @param value any
--- @param options lark.render.options
--- @param put fun(piece: string)
function M.write(value, options, put)
  local document = sections.of(value, options)
  local out, before = printer(document, options, put), nil
  if document.title then
    out.heading(cell.visible(document.title))
    before = "title"
  end
  if document.partial then
    out.heading(cell.visible(document.partial))
    before = "note"
  end
  if document.scalar then
    out.put(scalar.line(document.scalar))
    before = "scalar"
  end
  local parts = document.parts
  local function write(part)
    if stands_apart(part, before) then put "\n" end
    WRITE[part.kind](part, out)
    before = part.kind
  end
  for _, part in ipairs(parts) do write(part) end
  for _, part in ipairs { document.failed or false, sections.doubtful(document) or false } do
    if part then write(part) end
  end
end

return M
