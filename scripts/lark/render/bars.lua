-- SPDX-License-Identifier: MIT

--- A chart as lines of text, with a bar of blocks for each value.
local cell = require "lark.render.cell"
local decimal = require "lark.decimal"
local lark = require "lark"
local width = require "lark.render.width"

local M = {}

local SHADES = { "█", "▓", "▒", "░" }
local EIGHTHS = { "▏", "▎", "▍", "▌", "▋", "▊", "▉" }
local WIDEST_NAME, DEFAULT_WIDTH, SHORTEST_BAR = 24, 80, 8
-- With more lines a reader sees no picture.
local MOST = 40

-- Draws a bar, exact to an eighth of a cell.
local function bar(value, most, cells)
  local eighths = math.floor(value / most * cells * 8 + 0.5)
  return ("█"):rep(eighths // 8) .. (EIGHTHS[eighths % 8] or "")
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

local function measures(entries)
  local name, text, most = 1, 1, 0
  for _, entry in ipairs(entries) do
    entry.name, entry.text = cell.visible(entry.name), cell.visible(entry.text)
    name = math.max(name, width.of(entry.name))
    text = math.max(text, width.of(entry.text))
    most = math.max(most, math.abs(entry.value or 0))
  end
  return math.min(name, WIDEST_NAME), text, most
end

-- Draws the parts in whole cells, each in a shade of its own. Rounding the running sum
-- keeps the whole bar exact.
local function stack(parts, most, cells)
  local drawn, before, sum = {}, 0, 0
  for at, part in ipairs(parts) do
    sum = sum + part
    local stop = math.floor(sum / most * cells + 0.5)
    drawn[at] = SHADES[(at - 1) % #SHADES + 1]:rep(stop - before)
    before = stop
  end
  return table.concat(drawn)
end

local function drawing(entry, most, cells)
  if not entry.value or most <= 0 then return "" end
  if entry.parts then return stack(entry.parts, most, cells) end
  local drawn = bar(math.abs(entry.value), most, cells)
  -- A negative value points the other way, so it is drawn light.
  return entry.value < 0 and ("░"):rep(math.max(1, width.of(drawn))) or drawn
end

local function line(entry, name_cells, text_cells, most, cells)
  local text = ("%s  %s  %s"):format(width.pad(width.cut(entry.name, name_cells), name_cells),
    width.pad(entry.text, text_cells, "right"), drawing(entry, most, cells))
  return (text:gsub(" +$", ""))
end

local function legend(chart)
  local parts = {}
  for at, series in ipairs(chart.series) do
    parts[at] = SHADES[(at - 1) % #SHADES + 1] .. " " .. cell.visible(series.name)
  end
  return table.concat(parts, "  ")
end

--- @param chart lark.chart
--- @param columns? integer  the width of the terminal
--- @return string[]
function M.lines(chart, columns)
  local stacked, lines = chart.kind == "stacked" and #chart.series > 1, {}
  local entries = (stacked and entries_stacked or entries_apart)(chart)
  local left_out = #entries - MOST
  for i = #entries, MOST + 1, -1 do entries[i] = nil end
  local name_cells, text_cells, most = measures(entries)
  local cells = math.max(SHORTEST_BAR, (columns or DEFAULT_WIDTH) - name_cells - text_cells - 4)
  if stacked and #entries > 0 then
    lines[1] = columns and width.cut(legend(chart), columns) or legend(chart)
  end
  for _, entry in ipairs(entries) do
    lines[#lines + 1] = line(entry, name_cells, text_cells, most, cells)
  end
  if left_out > 0 then lines[#lines + 1] = ("… %d more"):format(left_out) end
  return lines
end

return M
