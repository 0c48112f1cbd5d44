-- SPDX-License-Identifier: MIT

--- Bar charts. Bars run from left to right, so that long and Chinese names fit beside
--- them. Each series has a bar; in a stacked chart the series of a category share one.
local decimal = require "lark.decimal"
local escape = require "lark.render.escape"

local M = {}

local BAR, BAR_GAP, GROUP_GAP = 18, 3, 10
local WIDEST_LABEL, VALUE_ROOM, NARROW_ROOM, AXIS = 220, 90, 62, 22
-- With more categories a reader sees no picture.
local MOST = 40

local function each_value(chart, take)
  for i = 1, math.min(MOST, #chart.categories) do
    for at, series in ipairs(chart.series) do take(i, at, series) end
  end
end

-- The values that the axis must reach: single ones, or the sums on either side of 0.
local function spread(chart, svg)
  local values, above, below = {}, {}, {}
  each_value(chart, function(i, _, series)
    local value = svg.value(series, i)
    if not value then return end
    values[#values + 1] = value
    local side = value < 0 and below or above
    side[i] = (side[i] or 0) + value
  end)
  if chart.kind ~= "stacked" then return values end
  local sums = {}
  for _, side in ipairs { above, below } do
    for _, sum in pairs(side) do sums[#sums + 1] = sum end
  end
  return sums
end

local function label_room(chart, svg)
  local most = 0
  for i = 1, math.min(MOST, #chart.categories) do
    most = math.max(most, svg.text_width(chart.categories[i]))
  end
  return math.min(WIDEST_LABEL, svg.WIDTH * 0.34, most) + 12
end

-- A phone has room for fewer numbers.
local function ticks_of(chart, svg, low, high)
  return svg.ticks(low, high, svg.WIDTH < 500 and 3 or 6, svg.is_whole(chart))
end

local function axis(chart, svg, scale, low, high, top, bottom)
  local parts, ticks, texts = {}, ticks_of(chart, svg, low, high)
  for i, tick in ipairs(ticks) do
    local x = scale(tick)
    parts[#parts + 1] = svg.element("line",
      { x1 = x, x2 = x, y1 = top, y2 = bottom, class = tick == 0 and "axis" or "grid" })
    parts[#parts + 1] = svg.text(x, bottom + 16, texts[i],
      { ["text-anchor"] = "middle", class = "quiet" })
  end
  return table.concat(parts)
end

local function rectangle(svg, from, to, y, height, at, label)
  return svg.element("rect", {
    x = math.min(from, to), y = y, width = math.max(math.abs(to - from), 0.5),
    height = height, class = "s" .. at,
  }, svg.element("title", {}, label))
end

local function tip(chart, words, series, at, i)
  local name = #chart.series > 1 and chart.categories[i] .. words.list .. series.name
    or chart.categories[i]
  return escape(name .. words.colon .. chart.texts[at][i])
end

-- Draws the bars of one category below one another.
local function side_by_side(chart, svg, scale, i, y)
  local parts = {}
  for at, series in ipairs(chart.series) do
    local value = svg.value(series, i)
    local middle = y + BAR / 2 + 4.5
    if value then
      local to = scale(value)
      parts[#parts + 1] = rectangle(svg, scale(0), to, y, BAR, at,
        tip(chart, svg.words, series, at, i))
      parts[#parts + 1] = svg.text(math.max(to, scale(0)) + 6, middle,
        svg.grouped(chart.texts[at][i]), nil, VALUE_ROOM)
    else
      parts[#parts + 1] = svg.text(scale(0) + 6, middle, "—", { class = "quiet" })
    end
    y = y + BAR + BAR_GAP
  end
  return table.concat(parts)
end

-- Draws the bars of one category end to end, negative values to the left of 0.
local function in_one(chart, svg, scale, i, y)
  local parts = {}
  local ends = { [true] = 0, [false] = 0 }
  for at, series in ipairs(chart.series) do
    local value = svg.value(series, i)
    if value and value ~= 0 then
      local side = value < 0
      local from = ends[side]
      ends[side] = from + value
      parts[#parts + 1] = rectangle(svg, scale(from), scale(ends[side]), y, BAR, at,
        tip(chart, svg.words, series, at, i))
    end
  end
  local sum = ends[false] + ends[true]
  local total = svg.grouped(decimal.shortest(tonumber(("%.12g"):format(sum))))
  parts[#parts + 1] = svg.text(scale(ends[false]) + 6, y + BAR / 2 + 4.5, total, nil, VALUE_ROOM)
  return table.concat(parts)
end

--- @param chart lark.chart
--- @param svg table
--- @param words table  of the report's language
--- @return string markup
--- @return number height
function M.draw(chart, svg, words)
  local stacked = chart.kind == "stacked"
  local bars, legend, top = stacked and 1 or #chart.series, svg.legend(chart, svg.WIDTH)
  local count, room = math.min(MOST, #chart.categories), label_room(chart, svg)
  local block = bars * (BAR + BAR_GAP) + GROUP_GAP
  local bottom = top + count * block
  local low, high = svg.extent(spread(chart, svg))
  local ticks = ticks_of(chart, svg, low, high)
  low, high = math.min(low, ticks[1]), math.max(high, ticks[#ticks])
  local behind = svg.WIDTH < 500 and NARROW_ROOM or VALUE_ROOM
  local scale = svg.scale(low, high, room, svg.WIDTH - behind)

  local parts = { legend, axis(chart, svg, scale, low, high, top, bottom) }
  for i = 1, count do
    local y = top + (i - 1) * block + GROUP_GAP / 2
    parts[#parts + 1] = svg.text(room - 8, y + (block - GROUP_GAP - BAR_GAP) / 2 + 4.5,
      chart.categories[i], { ["text-anchor"] = "end" }, room - 8)
    parts[#parts + 1] = (stacked and in_one or side_by_side)(chart, svg, scale, i, y)
  end
  if count < #chart.categories then
    bottom = bottom + 18
    parts[#parts + 1] = svg.text(room, bottom + AXIS, words.further(
      #chart.categories - count), { class = "quiet" })
  end
  if chart.y and chart.y ~= "" then
    bottom = bottom + 18
    parts[#parts + 1] = svg.text((room + svg.WIDTH - NARROW_ROOM) / 2, bottom + AXIS, chart.y,
      { ["text-anchor"] = "middle", class = "quiet" }, svg.WIDTH - room)
  end
  return table.concat(parts), bottom + AXIS + 4
end

return M
