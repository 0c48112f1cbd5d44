-- SPDX-License-Identifier: MIT

--- A line of many points as a plot of braille dots, one for each series.
---
--- The series stand one below the other, on one scale: without colours nobody could tell
--- lines in one picture apart.
local cell = require "lark.render.cell"
local lark = require "lark"
local width = require "lark.render.width"

local M = {}

--- A line with more points than these is a plot; with fewer, bars show every value.
M.FROM = 16

local ALONE_LINES, LINES, DEFAULT_WIDTH, FEWEST_CELLS = 10, 5, 80, 10
-- The bits of a braille cell's dots, by column and line.
local DOTS = { { 0x01, 0x02, 0x04, 0x40 }, { 0x08, 0x10, 0x20, 0x80 } }
local BLANK = 0x2800

local function round(number) return math.floor(number + 0.5) end

-- The least and the greatest value of all series, with their texts; 0 is always among them.
local function scale_of(chart)
  local scale = { low = 0, high = 0, low_text = "0", high_text = "0" }
  for at, series in ipairs(chart.series) do
    for i, value in ipairs(series.values) do
      local text = cell.visible(chart.texts[at][i])
      if value ~= lark.null and value > scale.high then
        scale.high, scale.high_text = value, text
      elseif value ~= lark.null and value < scale.low then
        scale.low, scale.low_text = value, text
      end
    end
  end
  scale.span = scale.high > scale.low and scale.high - scale.low or 1
  return scale
end

--- @class lark.plot
--- @field bits integer[]  of each cell, line by line
--- @field cells integer   of a line
--- @field lines integer
local Plot = {}
Plot.__index = Plot

function Plot:dot(x, y)
  local column, line = x // 2, self.lines - 1 - y // 4
  local place = line * self.cells + column + 1
  self.bits[place] = (self.bits[place] or 0) | DOTS[x % 2 + 1][4 - y % 4]
end

-- Draws all dots between two.
function Plot:join(x1, y1, x2, y2)
  local steps = math.max(math.abs(x2 - x1), math.abs(y2 - y1), 1)
  for step = 0, steps do
    self:dot(round(x1 + (x2 - x1) * step / steps), round(y1 + (y2 - y1) * step / steps))
  end
end

function Plot:line(number)
  local parts = {}
  for column = 1, self.cells do
    local bits = self.bits[(number - 1) * self.cells + column]
    parts[column] = bits and utf8.char(BLANK + bits) or " "
  end
  return table.concat(parts)
end

-- A missing value breaks the line.
local function plot_of(values, scale, cells, lines)
  local plot = setmetatable({ bits = {}, cells = cells, lines = lines }, Plot)
  local last_x, last_y
  for i, value in ipairs(values) do
    local x, y
    if value ~= lark.null then
      x = round((i - 1) / (#values - 1) * (cells * 2 - 1))
      y = round((value - scale.low) / scale.span * (lines * 4 - 1))
      plot:join(last_x or x, last_y or y, x, y)
    end
    last_x, last_y = x, y
  end
  return plot
end

-- The texts beside the lines of a plot: the greatest at the top, the least at the bottom.
local function labels_of(scale, lines)
  local labels = { [1] = scale.high_text, [lines] = scale.low_text }
  local zero = lines - round(-scale.low / scale.span * (lines * 4 - 1)) // 4
  labels[zero] = labels[zero] or "0"
  return labels
end

-- The first and the last category, below the ends of the lines.
local function ends(chart, before, cells)
  local first = width.cut(cell.visible(chart.categories[1]), cells // 2 - 1)
  local last = width.cut(cell.visible(chart.categories[#chart.categories]), cells // 2 - 1)
  return (" "):rep(before) .. first .. width.pad(last, cells - width.of(first), "right")
end

--- Whether a chart is drawn as a plot.
--- @param chart lark.chart
--- @return boolean
function M.fits(chart) return chart.kind == "line" and #chart.categories > M.FROM end

--- @param chart lark.chart
--- @param columns? integer  the width of the terminal
--- @return string[]
function M.lines(chart, columns)
  local scale, out = scale_of(chart), {}
  local lines = #chart.series == 1 and ALONE_LINES or LINES
  local labels = labels_of(scale, lines)
  local label_cells = math.max(width.of(scale.high_text), width.of(scale.low_text), 1)
  local cells = math.max(FEWEST_CELLS, (columns or DEFAULT_WIDTH) - label_cells - 2)
  for _, series in ipairs(chart.series) do
    local name = cell.visible(series.name)
    out[#out + 1] = columns and width.cut(name, columns) or name
    local plot = plot_of(series.values, scale, cells, lines)
    for number = 1, lines do
      out[#out + 1] = (width.pad(labels[number] or "", label_cells, "right")
        .. " │" .. plot:line(number)):gsub(" +$", "")
    end
  end
  out[#out + 1] = ends(chart, label_cells + 2, cells)
  return out
end

return M
