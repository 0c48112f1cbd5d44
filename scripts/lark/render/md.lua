-- SPDX-License-Identifier: MIT

--- Markdown with GitHub's tables.
local cell = require "lark.render.cell"
local sections = require "lark.render.sections"

local M = {}

-- What would start a cell, a tag, emphasis, code or a link.
local SPECIAL = { ["<"] = "&lt;", ["&"] = "&amp;" }

local function escaped(text)
  text = cell.visible(text, "\r\n\t"):gsub("[\\|*`%[<&]", function(mark)
    return SPECIAL[mark] or "\\" .. mark
  end)
  return (text:gsub("\r\n?", "\n"):gsub("\n", "<br>"):gsub("\t", " "))
end

local function line(texts) return "| " .. table.concat(texts, " | ") .. " |" end

local function add_table(lines, section)
  local titles, rules = {}, {}
  for i, column in ipairs(section.columns) do
    titles[i] = escaped(column.title)
    rules[i] = column.align == "right" and "---:" or "---"
  end
  lines[#lines + 1] = line(titles)
  lines[#lines + 1] = line(rules)
  for _, row in ipairs(section.rows) do
    local texts = {}
    for i, column in ipairs(section.columns) do
      texts[i] = escaped(cell.text(row[column.key], column))
    end
    lines[#lines + 1] = line(texts)
  end
end

local function add_section(lines, section)
  if section.title then
    lines[#lines + 1] = "## " .. escaped(section.title)
    lines[#lines + 1] = ""
  end
  if #section.columns > 0 then add_table(lines, section) end
  if #section.rows == 0 then
    if #section.columns > 0 then lines[#lines + 1] = "" end
    lines[#lines + 1] = "_empty_"
  end
  lines[#lines + 1] = ""
end

--- @param value any
--- @param options lark.render.options
--- @return string
function M.render(value, options)
  local document = sections.of(value, options)
  local lines = {}
  local function paragraph(text)
    lines[#lines + 1] = text
    lines[#lines + 1] = ""
  end

  if document.title then paragraph("# " .. escaped(document.title)) end
  for _, note in ipairs(document.notes) do paragraph(escaped(note)) end
  if document.scalar then paragraph(cell.visible(document.scalar, "\n\t")) end
  for _, section in ipairs(document.sections) do add_section(lines, section) end
  if document.failed then add_section(lines, document.failed) end
  if lines[#lines] == "" then lines[#lines] = nil end
  return #lines > 0 and table.concat(lines, "\n") .. "\n" or ""
end

return M
