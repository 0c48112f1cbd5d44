-- SPDX-License-Identifier: MIT

--- A chart as lines of text: a bar of blocks for each value.
local cell = require "lark.render.cell"
local lark = require "lark"
local width = require "lark.render.width"

local M = {}

local EIGHTHS = { "▏", "▎", "▍", "▌", "▋", "▊", "▉" }
local WIDEST_NAME, DEFAULT_WIDTH, SHORTEST_BAR = 24, 80, 8
-- More lines than this are no picture any more.
local MOST = 40

-- Exact to an eighth of a cell.
local function bar(value, most, cells)
  local eighths = math.floor(value / most * cells * 8 + 0.5)
  return ("█"):rep(eighths // 8) .. (EIGHTHS[eighths % 8] or "")
end

-- What each line shows: a name, and a value of one series.
local function entries_of(chart)
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

local function line(entry, name_cells, text_cells, most, bar_cells)
  local drawn = ""
  if entry.value and most > 0 then
    -- What is below zero is drawn light, for it points the other way.
    drawn = bar(math.abs(entry.value), most, bar_cells)
    if entry.value < 0 then drawn = ("░"):rep(math.max(1, width.of(drawn))) end
  end
  local text = ("%s  %s  %s"):format(width.pad(width.cut(entry.name, name_cells), name_cells),
    width.pad(entry.text, text_cells, "right"), drawn)
  return (text:gsub(" +$", ""))
end

--- @param chart lark.chart
--- @param columns? integer  the terminal's
--- @return string[]
function M.lines(chart, columns)
  local entries, lines = entries_of(chart), {}
  local left_out = #entries - MOST
  for i = #entries, MOST + 1, -1 do entries[i] = nil end
  local name_cells, text_cells, most = measures(entries)
  local bar_cells = (columns or DEFAULT_WIDTH) - name_cells - text_cells - 4
  bar_cells = math.max(SHORTEST_BAR, bar_cells)
  for i, entry in ipairs(entries) do
    lines[i] = line(entry, name_cells, text_cells, most, bar_cells)
  end
  if left_out > 0 then lines[#lines + 1] = ("… %d more"):format(left_out) end
  return lines
end

return M
