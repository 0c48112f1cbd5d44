-- SPDX-License-Identifier: MIT

--- A chart as lines of text, with a bar of blocks for each value; a line of many points as a
--- plot.
local cell = require "lark.render.cell"
local decimal = require "lark.decimal"
local lark = require "lark"
local plot = require "lark.render.plot"
local width = require "lark.render.width"

local M = {}

-- A shade for each series; a chart has eight at most.
local SHADES = { "█", "▓", "▒", "░", "#", "=", "+", ":" }
local EIGHTHS = { "▏", "▎", "▍", "▌", "▋", "▊", "▉" }
local WIDEST_NAME, DEFAULT_WIDTH, SHORTEST_BAR = 24, 80, 8
-- With more lines a reader sees no picture.
local MOST = 40

local HALF = "▐"
local AXIS = "│"

local function shade(at) return SHADES[(at - 1) % #SHADES + 1] end

-- Draws a bar, exact to an eighth of a cell.
local function bar(value, most, cells)
  local eighths = math.floor(value / most * cells * 8 + 0.5)
  return ("█"):rep(eighths // 8) .. (EIGHTHS[eighths % 8] or "")
end

-- Draws a bar that grows to the left, exact to half a cell; there are no smaller blocks
-- that stand at the right of a cell. One that is not 0 is seen.
local function bar_leftward(value, most, cells)
  local halves = math.max(1, math.floor(value / most * cells * 2 + 0.5))
  return (halves % 2 == 1 and HALF or "") .. ("█"):rep(halves // 2)
end

-- Draws a bar of whole cells in a series' shade.
local function bar_shaded(value, most, cells, mark)
  local count = math.floor(value / most * cells + 0.5)
  return mark:rep(value > 0 and math.max(1, count) or 0)
end

-- The entry of each line: a name, and the value of one series.
local function entries_apart(chart)
  local entries = {}
  for i, category in ipairs(chart.categories) do
    for at, series in ipairs(chart.series) do
      local value = series.values[i]
      entries[#entries + 1] = {
        name = #chart.series == 1 and category or category .. " · " .. series.name,
        value = value ~= lark.null and value or nil,
        text = chart.texts[at][i] ~= "" and chart.texts[at][i] or "—",
        mark = #chart.series > 1 and shade(at) or nil,
      }
    end
  end
  return entries
end

-- The entry of each line of a stacked chart: the sum of its series, and its parts.
local function entries_stacked(chart)
  local entries = {}
  for i, category in ipairs(chart.categories) do
    local sum, parts, any = decimal.accumulator(), {}, false
    for at, series in ipairs(chart.series) do
      local value = series.values[i]
      parts[at] = value ~= lark.null and value > 0 and value or 0
      if value ~= lark.null then sum:add(value) end
      any = any or value ~= lark.null
    end
    local total = tonumber(sum:value())
    entries[i] = { name = category, value = any and total or nil, parts = parts,
      text = any and decimal.shortest(total) or "—" }
  end
  return entries
end

-- How far an entry reaches to the right: a stack is as long as its parts together.
local function reach(entry)
  local sum = entry.parts and 0 or entry.value or 0
  for _, part in ipairs(entry.parts or {}) do sum = sum + part end
  return sum
end

local function measures(entries)
  local name, text, most, least = 1, 1, 0, 0
  for _, entry in ipairs(entries) do
    entry.name, entry.text = cell.visible(entry.name), cell.visible(entry.text)
    name = math.max(name, width.of(entry.name))
    text = math.max(text, width.of(entry.text))
    most, least = math.max(most, reach(entry)), math.min(least, entry.value or 0)
  end
  return math.min(name, WIDEST_NAME), text, most, least
end

-- Draws the parts in whole cells, each in a shade of its own. Rounding the running sum
-- keeps the whole bar exact.
local function stack(parts, most, cells)
  local drawn, before, sum = {}, 0, 0
  for at, part in ipairs(parts) do
    sum = sum + part
    local stop = math.floor(sum / most * cells + 0.5)
    drawn[at] = shade(at):rep(stop - before)
    before = stop
  end
  return table.concat(drawn)
end

-- The cells on both sides of the axis, and the value that one cell stands for.
local function sides(most, least, cells)
  if least >= 0 then return { left = 0, right = cells, most = most } end
  local room = cells - 1
  local left = math.max(1, math.min(room - 1, math.floor(room * (least / (least - most)) + 0.5)))
  local right = most > 0 and room - left or 0
  if right == 0 then left = room end
  -- Both sides have one scale: the tighter one sets it.
  local whole = math.max(-least / left, right > 0 and most / right or 0)
  return { left = left, right = right, most = whole * right, least = whole * left, axis = true }
end

local function drawn_right(entry, most, cells)
  if not entry.value or most <= 0 or cells == 0 then return "" end
  if entry.parts then return stack(entry.parts, most, cells) end
  if entry.value <= 0 then return "" end
  if entry.mark then return bar_shaded(entry.value, most, cells, entry.mark) end
  return bar(entry.value, most, cells)
end

local function drawn_left(entry, least, cells)
  if not entry.value or entry.value >= 0 then return "" end
  if entry.mark then return bar_shaded(-entry.value, least, cells, entry.mark) end
  return bar_leftward(-entry.value, least, cells)
end

-- A negative value grows to the left of an axis, which is there if any value is negative.
local function drawing(entry, at)
  local right = drawn_right(entry, at.most, at.right)
  if not at.axis then return right end
  return width.pad(drawn_left(entry, at.least, at.left), at.left, "right") .. AXIS .. right
end

local function line(entry, name_cells, text_cells, at)
  local text = ("%s  %s  %s"):format(width.pad(width.cut(entry.name, name_cells), name_cells),
    width.pad(entry.text, text_cells, "right"), drawing(entry, at))
  return (text:gsub(" +$", ""))
end

local function legend(chart)
  local parts = {}
  for at, series in ipairs(chart.series) do
    parts[at] = shade(at) .. " " .. cell.visible(series.name)
  end
  return table.concat(parts, "  ")
end

--- @param chart lark.chart
--- @param columns? integer  the width of the terminal
--- @param words table        of the report's language
--- @return string[]
function M.lines(chart, columns, words)
  if plot.fits(chart) then return plot.lines(chart, columns) end
  local stacked, lines = chart.kind == "stacked" and #chart.series > 1, {}
  local entries = (stacked and entries_stacked or entries_apart)(chart)
  local left_out = #entries - MOST
  for i = #entries, MOST + 1, -1 do entries[i] = nil end
  local name_cells, text_cells, most, least = measures(entries)
  local cells = math.max(SHORTEST_BAR, (columns or DEFAULT_WIDTH) - name_cells - text_cells - 4)
  local at = sides(most, least, cells)
  if stacked and #entries > 0 then
    lines[1] = columns and width.cut(legend(chart), columns) or legend(chart)
  end
  for _, entry in ipairs(entries) do
    lines[#lines + 1] = line(entry, name_cells, text_cells, at)
  end
  if left_out > 0 then lines[#lines + 1] = words.further(left_out) end
  return lines
end

return M
