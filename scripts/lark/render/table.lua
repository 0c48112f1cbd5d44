-- SPDX-License-Identifier: MIT

--- Aligned columns for a terminal.
local cell = require "lark.render.cell"
local sections = require "lark.render.sections"
local width = require "lark.render.width"

local M = {}

local GAP = 2
-- A column is not cut below this: five Chinese characters and the `…`.
local NARROWEST = 12

local function plain(text) return text end
local function bold(text) return "\27[1m" .. text .. "\27[0m" end
local function dim(text) return "\27[2m" .. text .. "\27[0m" end

-- Every cell as text: one list of texts a column, its title first.
local function texts_of(section)
  local lists = {}
  for i, column in ipairs(section.columns) do
    local texts = { cell.visible(column.title) }
    for _, row in ipairs(section.rows) do
      texts[#texts + 1] = cell.visible(cell.text(row[column.key], column))
    end
    lists[i] = texts
  end
  return lists
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

-- The widths with none above `most`. Numbers keep theirs: half a number is a
-- wrong one.
local function capped(widths, columns, most)
  local list = {}
  for i, cells in ipairs(widths) do
    list[i] = columns[i].align == "right" and cells or math.min(cells, most)
  end
  return list
end

-- Takes from the widest columns until all fit; drops the last ones if that is
-- not enough.
local function fitted(widths, columns, limit)
  if not limit then return widths end
  while #widths > 1 and total(capped(widths, columns, NARROWEST)) > limit do
    widths = table.move(widths, 1, #widths - 1, 1, {})
  end
  local most = limit
  while most > NARROWEST and total(capped(widths, columns, most)) > limit do most = most - 1 end
  return capped(widths, columns, most)
end

local function line_of(lists, widths, columns, row, paint)
  local parts = {}
  for i, cells in ipairs(widths) do
    parts[i] = width.pad(width.cut(lists[i][row], cells), cells, columns[i].align)
  end
  return paint((table.concat(parts, (" "):rep(GAP)):gsub(" +$", "")))
end

local function rule(widths)
  local parts = {}
  for i, cells in ipairs(widths) do parts[i] = ("─"):rep(cells) end
  return table.concat(parts, (" "):rep(GAP))
end

-- Which columns did not fit, in a line of their own.
local function left_out(lists, shown)
  local names = {}
  for i = shown + 1, #lists do names[#names + 1] = lists[i][1] end
  return ("… %d more: %s"):format(#names, table.concat(names, ", "))
end

local function add_table(lines, section, options, paint)
  local columns, lists, natural = section.columns, texts_of(section), {}
  for i, texts in ipairs(lists) do natural[i] = widest(texts) end
  local widths = fitted(natural, columns, options.width)

  lines[#lines + 1] = line_of(lists, widths, columns, 1, paint.heading)
  lines[#lines + 1] = paint.rule(rule(widths))
  for row = 2, #section.rows + 1 do
    lines[#lines + 1] = line_of(lists, widths, columns, row, plain)
  end
  if #widths < #lists then
    local names = left_out(lists, #widths)
    lines[#lines + 1] = paint.rule(options.width and width.cut(names, options.width) or names)
  end
end

local function add_section(lines, section, options, paint)
  if #lines > 0 then lines[#lines + 1] = "" end
  if section.title then lines[#lines + 1] = paint.heading(cell.visible(section.title)) end
  if #section.columns > 0 then add_table(lines, section, options, paint) end
  if #section.rows == 0 then lines[#lines + 1] = "(empty)" end
end

--- @param value any
--- @param options lark.render.options
--- @return string
function M.render(value, options)
  local document = sections.of(value, options)
  local paint = options.colour and { heading = bold, rule = dim }
    or { heading = plain, rule = plain }
  local lines = {}
  if document.title then lines[1] = paint.heading(cell.visible(document.title)) end
  for _, note in ipairs(document.notes) do lines[#lines + 1] = cell.visible(note) end
  -- A script's own text may have lines; a cell may not.
  if document.scalar then lines[#lines + 1] = cell.visible(document.scalar, "\n\t") end
  for _, section in ipairs(document.sections) do add_section(lines, section, options, paint) end
  if document.failed then add_section(lines, document.failed, options, paint) end
  return #lines > 0 and table.concat(lines, "\n") .. "\n" or ""
end

return M
