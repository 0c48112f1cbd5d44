-- SPDX-License-Identifier: MIT

--- One self-contained page: light and dark, for a screen, a phone and paper.
---
--- It fetches nothing and runs nothing. Every text from outside is escaped.
local cell = require "lark.render.cell"
local sections = require "lark.render.sections"
local style = require "lark.render.html_style"
local width = require "lark.render.width"

local M = {}

-- Ids, names and dates stay on one line; what takes more cells may wrap.
local SHORT = 24

local ENTITIES = {
  ["&"] = "&amp;", ["<"] = "&lt;", [">"] = "&gt;", ['"'] = "&quot;", ["'"] = "&#39;",
}

local function escaped(text)
  return (cell.visible(text, "\n\t"):gsub("[&<>\"']", ENTITIES))
end

local function class(align, text)
  if align == "right" then return ' class="number"' end
  local long = text and (text:find("\n", 1, true) or width.of(text) > SHORT)
  return long and ' class="long"' or ""
end

local function head_of(columns)
  local parts = {}
  for i, column in ipairs(columns) do
    parts[i] = ('<th scope="col"%s>%s</th>'):format(class(column.align), escaped(column.title))
  end
  return "<thead><tr>" .. table.concat(parts) .. "</tr></thead>"
end

-- A record's keys head their lines.
local function cell_of(section, column, row, i)
  local text = cell.text(row[column.key], column)
  if section.record and i == 1 then return '<th scope="row">' .. escaped(text) .. "</th>" end
  return ("<td%s>%s</td>"):format(class(column.align, text), escaped(text))
end

local function row_of(section, row)
  local parts = {}
  for i, column in ipairs(section.columns) do parts[i] = cell_of(section, column, row, i) end
  return "<tr>" .. table.concat(parts) .. "</tr>"
end

local function caption_of(section)
  if section.record and not section.title then return nil end
  local rows = #section.rows == 1 and "1 row" or ("%d rows"):format(#section.rows)
  local title = section.title and escaped(section.title) .. " " or ""
  return ("<caption>%s<small>%s</small></caption>"):format(title, rows)
end

-- A section may scroll sideways on a phone, so the keyboard must reach it.
local function add_section(out, section, fallback, kind)
  local function put(text) out[#out + 1] = text end
  put(('<section%s aria-label="%s" tabindex="0">'):format(
    kind and (' class="' .. kind .. '"') or "", escaped(section.title or fallback)))
  put("<table>")
  put(caption_of(section))
  if #section.columns > 0 then put(head_of(section.columns)) end
  put("<tbody>")
  for _, row in ipairs(section.rows) do put(row_of(section, row)) end
  put("</tbody>")
  put("</table>")
  if #section.rows == 0 then put('<p class="empty">Nothing to show.</p>') end
  put("</section>")
end

local function add_head(out, title)
  out[#out + 1] = "<!doctype html>"
  out[#out + 1] = '<html lang="en">'
  out[#out + 1] = "<head>"
  out[#out + 1] = '<meta charset="utf-8">'
  out[#out + 1] = '<meta name="viewport" content="width=device-width, initial-scale=1">'
  out[#out + 1] = '<meta name="color-scheme" content="light dark">'
  out[#out + 1] = "<title>" .. escaped(title) .. "</title>"
  out[#out + 1] = "<style>\n" .. style .. "</style>"
  out[#out + 1] = "</head>"
end

local function add_body(out, document, title)
  out[#out + 1] = "<header>"
  out[#out + 1] = "<h1>" .. escaped(title) .. "</h1>"
  for _, note in ipairs(document.notes) do out[#out + 1] = "<p>" .. escaped(note) .. "</p>" end
  out[#out + 1] = "</header>"
  out[#out + 1] = "<main>"
  if document.scalar then out[#out + 1] = "<pre>" .. escaped(document.scalar) .. "</pre>" end
  for _, section in ipairs(document.sections) do add_section(out, section, title) end
  if document.failed then add_section(out, document.failed, title, "failed") end
  out[#out + 1] = "</main>"
end

--- @param value any
--- @param options lark.render.options
--- @return string
function M.render(value, options)
  local document = sections.of(value, options)
  local title = document.title or "Result"
  local made = options.made_at and ", " .. options.made_at or ""
  local out = {}
  add_head(out, title)
  out[#out + 1] = "<body>"
  add_body(out, document, title)
  out[#out + 1] = "<footer>Made with Lualark" .. escaped(made) .. "</footer>"
  out[#out + 1] = "</body>"
  out[#out + 1] = "</html>"
  return table.concat(out, "\n") .. "\n"
end

return M
