-- SPDX-License-Identifier: MIT

--- Tables of Markdown as columns within a width; long cells take several lines.
local inline = require "lualark.markdown.inline"
local width = require "lark.render.width"
local wrap = require "lualark.wrap"

local GAP, NARROWEST = 2, 6

-- The cells of a line; `\|` and `|` in code end none.
local function cells_of(line)
  local cells, cell, in_code = {}, "", false
  local text = line:match "^|(.*)$":gsub("\\|", "\0")
  for character in text:gmatch "." do
    if character == "`" then in_code = not in_code end
    if character == "|" and not in_code then
      cells[#cells + 1] = inline((cell:gsub("%z", "|"):match "^%s*(.-)%s*$"))
      cell = ""
    else
      cell = cell .. character
    end
  end
  return cells
end

-- Shorter texts stand in one line, as names do.
local SHORT = 12

-- The cells of the longest part that no line break should split.
local function least_of(text)
  local least = width.of(text)
  if least <= SHORT then return least end
  least = NARROWEST
  for _, part in ipairs(wrap(text, 1)) do least = math.max(least, width.of(part)) end
  return least
end

-- How wide each column is: as its longest cell, or as narrow as need be.
local function widths_of(rows, room)
  local wanted, widths, left = {}, {}, room
  for _, row in ipairs(rows) do
    for i, cell in ipairs(row) do
      wanted[i] = math.max(wanted[i] or 0, width.of(cell))
      widths[i] = math.max(widths[i] or 0, math.min(least_of(cell), width.of(cell)))
    end
  end
  for i in ipairs(widths) do left = left - widths[i] - (i > 1 and GAP or 0) end
  -- Words are cut where nothing else helps: those of the widest column.
  while left < 0 do
    local widest = 1
    for i in ipairs(widths) do
      if widths[i] > widths[widest] then widest = i end
    end
    if widths[widest] <= NARROWEST then break end
    widths[widest] = widths[widest] - 1
    left = left + 1
  end
  -- The column that lacks most gets the next cell.
  while left > 0 do
    local neediest, lacks = nil, 0
    for i in ipairs(widths) do
      if wanted[i] - widths[i] > lacks then neediest, lacks = i, wanted[i] - widths[i] end
    end
    if not neediest then break end
    widths[neediest] = widths[neediest] + 1
    left = left - 1
  end
  return widths
end

local CHARACTER = "[\0-\x7F\xC2-\xFD][\x80-\xBF]*"

-- The lines of a cell; a word that is too long is cut.
local function lines_of(cell, cells)
  local lines = {}
  for _, line in ipairs(wrap(cell, cells)) do
    local part = ""
    for character in line:gmatch(CHARACTER) do
      if width.of(part .. character) > cells then
        lines[#lines + 1] = part
        part = ""
      end
      part = part .. character
    end
    lines[#lines + 1] = part
  end
  return lines
end

local function add_row(lines, row, widths)
  local parts, height = {}, 1
  for i, cell in ipairs(row) do
    parts[i] = lines_of(cell, widths[i])
    height = math.max(height, #parts[i])
  end
  for at = 1, height do
    local shown = {}
    for i in ipairs(widths) do
      shown[i] = width.pad(parts[i] and parts[i][at] or "", widths[i])
    end
    lines[#lines + 1] = (table.concat(shown, (" "):rep(GAP)):gsub("%s+$", ""))
  end
end

--- @param source string[]  the table's lines
--- @param room integer     the width
--- @return string[] lines
return function(source, room)
  local rows, lines = {}, {}
  for _, line in ipairs(source) do rows[#rows + 1] = cells_of(line) end
  table.remove(rows, 2) -- |---|
  if table.concat(rows[1]) == "" then table.remove(rows, 1) end
  local widths = widths_of(rows, room)
  for i, row in ipairs(rows) do
    add_row(lines, row, widths)
    if i == 1 and #rows == #source - 1 then
      local rules = {}
      for k, cells in ipairs(widths) do rules[k] = ("─"):rep(cells) end
      lines[#lines + 1] = table.concat(rules, (" "):rep(GAP))
    end
  end
  return lines
end
