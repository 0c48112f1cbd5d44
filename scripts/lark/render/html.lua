-- SPDX-License-Identifier: MIT

--- Writes one self-contained page: light and dark, for a screen, a phone and paper.
---
--- The page loads nothing, and its own Content-Security-Policy forbids it. All text from
--- outside is escaped.
local escape = require "lark.render.escape"
local grouped = require "lark.render.grouped"
local lines = require "lark.render.lines"
local list_of = require "lark.rows.list"
local order = require "lark.order"
local script = require "lark.render.html_script"
local sections = require "lark.render.sections"
local style = require "lark.render.html_style"
local svg = require "lark.render.svg"
local width = require "lark.render.width"

local M = {}

-- Ids, names and dates stay on one line; longer text may wrap.
local SHORT = 24
local MISSING = '<td class="missing%s" title="%s">—</td>'

-- --------------------------------------------------------------------- tables

local function class(align, text)
  if align == "right" then return ' class="number"' end
  if not text or #text <= SHORT and not text:find("\n", 1, true) then return "" end
  local long = text:find("\n", 1, true) or width.of(text) > SHORT
  return long and ' class="long"' or ""
end

local function head_of(columns)
  local parts = {}
  for i, one in ipairs(columns) do
    parts[i] = ('<th scope="col"%s>%s</th>'):format(class(one.align), escape(one.title))
  end
  return "<thead><tr>" .. table.concat(parts) .. "</tr></thead>\n"
end

-- Types whose numbers are grouped; an untyped one may be a year.
local GROUPED = { integer = true, decimal = true, money = true }

-- More rows than this are not ranked: that would take longer than writing them.
local MOST_RANKED = 20000

-- The places of texts in their order, by the text: the page does not sort texts by itself,
-- so that it agrees with the report.
local function ranks_of(section, rows, one)
  local texts, seen = {}, {}
  for _, row in ipairs(rows) do
    local text = sections.cell(one, row)
    if text and not seen[text] then
      seen[text] = true
      texts[#texts + 1] = text
    end
  end
  local less, ranks = order.texts(section.locale), {}
  table.sort(texts, less)
  for rank, text in ipairs(texts) do ranks[text] = rank end
  return ranks
end

-- The values that sort the rows of each column, beside what they show: the rank of a text, the
-- value of a time or a number with separators.
local function sort_keys(section, rows, sortable)
  local keys = {}
  for i, one in ipairs(section.columns) do
    keys[i] = function() return "" end
    if one.type == "time" or GROUPED[one.type] or one.type == "percent" then
      keys[i] = function(text, value)
        if one.type ~= "time" and not text:find "%d%d%d%d" then return "" end
        return (' data-value="%s"'):format(escape(tostring(value)))
      end
    elseif sortable and one.align ~= "right" and #rows <= MOST_RANKED then
      local ranks = ranks_of(section, rows, one)
      keys[i] = function(text) return (' data-value="%d"'):format(ranks[text] or 0) end
    end
  end
  return keys
end

-- The key of a record's member is the heading of its line.
local function cell_of(section, one, row, i, place, missing, keys)
  local text, value, bad = sections.cell(one, row, section, place)
  if text == nil then return missing[one.align] end
  if section.record and i == 1 then return '<th scope="row">' .. escape(text) .. "</th>" end
  local kind = class(one.align, text)
  if bad then kind = (' class="bad%s"'):format(one.align == "right" and " number" or "") end
  local key = keys[i](bad and sections.cell(one, row) or text, value)
  if GROUPED[one.type] then text = grouped(text) end
  return ("<td%s%s>%s</td>"):format(kind, key, escape(text))
end

-- How very many rows are written.
local function plain_lines(section, missing, keys, write_row)
  return {
    row = write_row,
    format = "html", before = "<tr>", between = "", after = "</tr>\n",
    style = function(one)
      local is_right = one.align == "right"
      local unit = one.type == "money" and one.currency and " " .. escape(one.currency) or ""
      return {
        missing = missing[one.align], grouped = GROUPED[one.type], after = unit .. "</td>",
        before = is_right and '<td class="number">' or "<td>",
        long = is_right and '<td class="number">' or '<td class="long">', longest = SHORT,
      }
    end,
    cell = function(one, row, place, i)
      return cell_of(section, one, row, i, place, missing, keys)
    end,
  }
end

local function write_rows(section, words, sortable, put)
  local missing, parts = {
    left = MISSING:format("", words.missing), right = MISSING:format(" number", words.missing),
  }, {}
  -- Rows in a grid stay there: others get tables of their own here.
  local grid = #section.rows <= MOST_RANKED and list_of.grid(section.rows)
  local rows = grid and list_of.of_grid(grid) or section.rows
  local keys = sort_keys(section, rows, sortable)
  local function write_row(row, place)
    for i, one in ipairs(section.columns) do
      parts[i] = cell_of(section, one, row, i, place, missing, keys)
    end
    put("<tr>" .. table.concat(parts) .. "</tr>\n")
  end
  -- Many rows are written without ranks.
  if #section.rows > MOST_RANKED and #section.columns > 0 and not section.record then
    return lines.write(section, plain_lines(section, missing, keys, write_row), put)
  end
  for place, row in ipairs(rows) do write_row(row, place) end
end

local function totals_of(section, words)
  local parts = {}
  for i, text in ipairs(section.totals) do
    if i == 1 and not text then text = words.total end
    local sums = {}
    -- The sums of several currencies stand below one another.
    for line in (text or ""):gmatch "[^;]+" do
      line = line:gsub("^ ", "")
      sums[#sums + 1] = escape(GROUPED[section.columns[i].type] and grouped(line) or line)
    end
    parts[i] = ("<td%s>%s</td>"):format(class(section.columns[i].align, text or ""),
      table.concat(sums, "<br>"))
  end
  return "<tfoot><tr>" .. table.concat(parts) .. "</tr></tfoot>\n"
end

local function caption_of(section, words)
  if section.record and not section.title then return "" end
  local title = section.title and escape(section.title) .. " " or ""
  return ("<caption>%s<small>%s</small></caption>\n"):format(title, words.rows(#section.rows))
end

local function write_table(section, words, put)
  local sortable = not section.record and #section.rows > 1
  put(sortable and '<table class="sortable">\n' or "<table>\n")
  put(caption_of(section, words))
  if #section.columns > 0 then put(head_of(section.columns)) end
  put "<tbody>\n"
  write_rows(section, words, sortable, put)
  put "</tbody>\n"
  if section.totals and #section.rows > 0 then put(totals_of(section, words)) end
  put "</table>\n"
end

-- ---------------------------------------------------------------------- parts

-- Each writes one part. `page` has the words, the title, and the number of charts.
local WRITE = {}

-- A section may scroll sideways on a phone, so it takes the keyboard focus.
function WRITE.table(section, page, put, kind)
  local id = section.id and (' id="%s"'):format(escape(section.id)) or ""
  put(('<section%s%s aria-label="%s" tabindex="0">\n'):format(id,
    kind and (' class="' .. kind .. '"') or "", escape(section.title or page.title)))
  write_table(section, page.words, put)
  if #section.rows == 0 then put('<p class="empty">' .. page.words.nothing .. "</p>\n") end
  put "</section>\n"
end

function WRITE.chart(part, page, put)
  local chart = part.chart
  page.charts = page.charts + 1
  put(part.id and ('<figure id="%s">\n'):format(escape(part.id)) or "<figure>\n")
  if part.title then put("<figcaption>" .. escape(part.title) .. "</figcaption>\n") end
  if #chart.categories == 0 then
    put('<p class="empty">' .. page.words.nothing .. "</p>\n")
  else
    local title, id = part.title or page.title, "chart" .. page.charts
    put(svg.draw(chart, title, id, page.words) .. "\n")
    put(svg.draw(chart, title, id .. "n", page.words, "narrow") .. "\n")
    put("<details><summary>" .. page.words.data .. "</summary>\n")
    local section = sections.of_chart(part)
    section.title = nil
    write_table(section, page.words, put)
    put "</details>\n"
  end
  put "</figure>\n"
end

function WRITE.note(part, _, put) put('<p class="note">' .. escape(part.text) .. "</p>\n") end
-- Figures stand at the top.
function WRITE.figure() end
function WRITE.heading(part, _, put) put("<h2>" .. escape(part.text) .. "</h2>\n") end

-- ----------------------------------------------------------------------- page

local HEAD = [[
<!doctype html>
<html lang="%s">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy"
  content="default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-%s'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>%s</title>
<style>
%s</style>
</head>
<body>
]]

-- Writes the title and the notes that follow it; returns the first part after them.
local function write_header(document, title, put)
  local parts, at = document.parts, 1
  put("<header>\n<h1>" .. escape(title) .. "</h1>\n")
  if document.partial then
    put('<p class="partial" role="status">' .. escape(document.partial) .. "</p>\n")
  end
  while parts[at] and parts[at].kind == "note" do
    put("<p>" .. escape(parts[at].text) .. "</p>\n")
    at = at + 1
  end
  put "</header>\n"
  local figures = {}
  for _, part in ipairs(parts) do
    if part.kind == "figure" then
      figures[#figures + 1] = ("<div><dt>%s</dt><dd>%s</dd></div>"):format(escape(part.label),
        escape(grouped(part.text)))
    end
  end
  if #figures > 0 then
    put('<dl class="figures">\n' .. table.concat(figures, "\n") .. "\n</dl>\n")
  end
  return at
end

--- @param value any
--- @param options lark.render.options
--- @param put fun(piece: string)
function M.write(value, options, put)
  local document = sections.of(value, options)
  local words = document.words
  local page = { words = words, title = document.title or words.result, charts = 0 }
  put(HEAD:format(words.language, script.hash, escape(page.title), style))
  local first = write_header(document, page.title, put)
  put(('<main data-search="%s" data-download="%s" data-earlier="%s" data-later="%s" '
    .. 'data-page="%s">\n'):format(words.search, words.download, words.earlier, words.later,
    words.page))
  if document.scalar then put("<pre>" .. escape(document.scalar) .. "</pre>\n") end
  for i = first, #document.parts do
    local part = document.parts[i]
    WRITE[part.kind](part, page, put)
  end
  if document.failed then WRITE.table(document.failed, page, put, "failed") end
  local doubtful = sections.doubtful(document)
  if doubtful then WRITE.table(doubtful, page, put, "failed") end
  put("</main>\n<footer>" .. escape(words.made(options.made_at)) .. "</footer>\n")
  put("<script>" .. script.text .. "</script>\n</body>\n</html>\n")
end

return M
