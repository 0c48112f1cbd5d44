-- SPDX-License-Identifier: MIT

--- Writes one self-contained page: light and dark, for a screen, a phone and paper.
---
--- The page loads nothing, and its own Content-Security-Policy forbids it. All text from
--- outside is escaped.
local escape = require "lark.render.escape"
local lines = require "lark.render.lines"
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

-- A time is sorted by its value, whatever its format.
local function sort_key(one, value)
  if one.type ~= "time" or not one.format then return "" end
  return (' data-value="%s"'):format(escape(tostring(value)))
end

-- The key of a record's member is the heading of its line.
local function cell_of(section, one, row, i, place, missing)
  local text, value, bad = sections.cell(one, row, section, place)
  if text == nil then return missing[one.align] end
  if section.record and i == 1 then return '<th scope="row">' .. escape(text) .. "</th>" end
  local kind = class(one.align, text)
  if bad then kind = (' class="bad%s"'):format(one.align == "right" and " number" or "") end
  return ("<td%s%s>%s</td>"):format(kind, sort_key(one, value), escape(text))
end

-- How rows in a grid are written.
local function plain_lines(section, missing)
  return {
    format = "html", before = "<tr>", between = "", after = "</tr>\n",
    style = function(one)
      local is_right = one.align == "right"
      local unit = one.type == "money" and one.currency and " " .. escape(one.currency) or ""
      return {
        missing = missing[one.align], after = unit .. "</td>",
        before = is_right and '<td class="number">' or "<td>",
        long = is_right and '<td class="number">' or '<td class="long">', longest = SHORT,
      }
    end,
    cell = function(one, row, place, i) return cell_of(section, one, row, i, place, missing) end,
  }
end

local function write_rows(section, words, put)
  local missing, parts = {
    left = MISSING:format("", words.missing), right = MISSING:format(" number", words.missing),
  }, {}
  if lines.write(section, plain_lines(section, missing), put) then return end
  for place, row in ipairs(section.rows) do
    for i, one in ipairs(section.columns) do
      parts[i] = cell_of(section, one, row, i, place, missing)
    end
    put("<tr>" .. table.concat(parts) .. "</tr>\n")
  end
end

local function totals_of(section, words)
  local parts = {}
  for i, text in ipairs(section.totals) do
    if i == 1 and not text then text = words.total end
    parts[i] = ("<td%s>%s</td>"):format(class(section.columns[i].align, text or ""),
      escape(text or ""))
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
  write_rows(section, words, put)
  put "</tbody>\n"
  if section.totals and #section.rows > 0 then put(totals_of(section, words)) end
  put "</table>\n"
end

-- ---------------------------------------------------------------------- parts

-- Each writes one part. `page` has the words, the title, and the number of charts.
local WRITE = {}

-- A section may scroll sideways on a phone, so it takes the keyboard focus.
function WRITE.table(section, page, put, kind)
  put(('<section%s aria-label="%s" tabindex="0">\n'):format(
    kind and (' class="' .. kind .. '"') or "", escape(section.title or page.title)))
  write_table(section, page.words, put)
  if #section.rows == 0 then put('<p class="empty">' .. page.words.nothing .. "</p>\n") end
  put "</section>\n"
end

function WRITE.chart(part, page, put)
  local chart = part.chart
  page.charts = page.charts + 1
  put "<figure>\n"
  if part.title then put("<figcaption>" .. escape(part.title) .. "</figcaption>\n") end
  if #chart.categories == 0 then
    put('<p class="empty">' .. page.words.nothing .. "</p>\n")
  else
    put(svg.draw(chart, part.title or page.title, "chart" .. page.charts, page.words) .. "\n")
    put("<details><summary>" .. page.words.data .. "</summary>\n")
    local section = sections.of_chart(part)
    section.title = nil
    write_table(section, page.words, put)
    put "</details>\n"
  end
  put "</figure>\n"
end

function WRITE.note(part, _, put) put('<p class="note">' .. escape(part.text) .. "</p>\n") end
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
  put "<main>\n"
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
