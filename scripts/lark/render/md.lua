-- SPDX-License-Identifier: MIT

--- Writes Markdown with GitHub's tables.
local cell = require "lark.render.cell"
local sections = require "lark.render.sections"

local M = {}

local MISSING = "—"

-- `<` and `&` would start a tag or an entity. Other marks that would start a cell, emphasis,
-- code or a link get a backslash.
local SPECIAL = { ["<"] = "&lt;", ["&"] = "&amp;" }

local function escaped(text)
  text = cell.visible(text, "\r\n\t"):gsub("[\\|*`%[<&]", function(mark)
    return SPECIAL[mark] or "\\" .. mark
  end)
  return (text:gsub("\r\n?", "\n"):gsub("\n", "<br>"):gsub("\t", " "))
end

local function line(texts) return "| " .. table.concat(texts, " | ") .. " |" end

local function texts_of(section, row, place)
  local texts = {}
  for i, one in ipairs(section.columns) do
    local text = sections.cell(one, row, section, place)
    texts[i] = text and escaped(text) or MISSING
  end
  return texts
end

local function totals_line(section, words)
  local texts = {}
  for i, text in ipairs(section.totals) do
    texts[i] = text and "**" .. escaped(text) .. "**" or ""
  end
  if not section.totals[1] then texts[1] = "**" .. words.total .. "**" end
  return line(texts)
end

local function write_table(section, words, put)
  local titles, rules = {}, {}
  for i, one in ipairs(section.columns) do
    titles[i] = escaped(one.title)
    rules[i] = one.align == "right" and "---:" or "---"
  end
  put(line(titles) .. "\n" .. line(rules) .. "\n")
  for i, row in ipairs(section.rows) do put(line(texts_of(section, row, i)) .. "\n") end
  if section.totals and #section.rows > 0 then put(totals_line(section, words) .. "\n") end
end

local WRITE = {}

-- A note stays a paragraph: marks at its start make no heading, list, quotation or rule.
function WRITE.note(part, _, put)
  put((escaped(part.text):gsub("^%s*([#>+=~_-])", "\\%1"):gsub("^(%d+)([.)])", "%1\\%2")) .. "\n")
end
function WRITE.figure(part, document, put)
  put(escaped(part.label) .. document.words.colon .. "**" .. escaped(part.text) .. "**\n")
end
function WRITE.heading(part, _, put) put("## " .. escaped(part.text) .. "\n") end

function WRITE.table(section, document, put)
  local words = document.words
  if section.title then
    put(("#"):rep(document.level) .. " " .. escaped(section.title) .. "\n\n")
  end
  if #section.columns > 0 then write_table(section, words, put) end
  if #section.rows == 0 then
    put((#section.columns > 0 and "\n" or "") .. "_" .. words.empty .. "_\n")
  end
end

-- A chart is written as a table of its numbers.
function WRITE.chart(part, document, put)
  WRITE.table(sections.of_chart(part), document, put)
end

--- @param value any
--- @param options lark.render.options
--- @param put fun(piece: string)
function M.write(value, options, put)
  local document = sections.of(value, options)
  local first = true
  -- An empty line separates paragraphs.
  local function begin()
    if not first then put "\n" end
    first = false
  end

  if document.title then
    begin()
    put("# " .. escaped(document.title) .. "\n")
  end
  if document.partial then
    begin()
    put("**" .. escaped(document.partial) .. "**\n")
  end
  if document.scalar then
    begin()
    put(cell.visible(document.scalar, "\n\t") .. "\n")
  end
  for _, part in ipairs(document.parts) do
    begin()
    WRITE[part.kind](part, document, put)
  end
  for _, part in ipairs { document.failed or false, sections.doubtful(document) or false } do
    if part then
      begin()
      WRITE.table(part, document, put)
    end
  end
end

return M
