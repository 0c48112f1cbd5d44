-- SPDX-License-Identifier: MIT

--- Funnel charts: the number left at each stage, as centred bars, with its share of the
--- first stage. Only the first series is drawn.
local escape = require "lark.render.escape"

local M = {}

local BAR, GAP, WIDEST_LABEL, RIGHT = 30, 22, 200, 130
-- With more stages a reader sees no funnel.
local MOST = 40

local function most_of(chart, svg)
  local most = 0
  for i = 1, #chart.categories do
    most = math.max(most, svg.value(chart.series[1], i) or 0)
  end
  return most > 0 and most or 1
end

local function label_room(chart, svg)
  local most = 0
  for _, name in ipairs(chart.categories) do most = math.max(most, svg.text_width(name)) end
  return math.min(WIDEST_LABEL, svg.WIDTH * 0.3, most) + 12
end

local function share(value, first, words)
  if not (value and first and first > 0) then return "" end
  return words.in_brackets:format(("%.0f%%"):format(value / first * 100))
end

--- @param chart lark.chart
--- @param svg table
--- @param words table  of the report's language
--- @return string markup
--- @return number height
function M.draw(chart, svg, words)
  local series, parts = chart.series[1], {}
  local most, left = most_of(chart, svg), label_room(chart, svg)
  local right = math.min(RIGHT, svg.WIDTH * 0.3)
  local room = svg.WIDTH - left - right
  local first = svg.value(series, 1)
  local count = math.min(MOST, #chart.categories)
  for i = 1, count do
    local category = chart.categories[i]
    local value, y = svg.value(series, i), (i - 1) * (BAR + GAP)
    local size = math.max(math.max(value or 0, 0) / most * room, 1)
    local text = (value and svg.grouped(chart.texts[1][i]) or "—") .. share(value, first, words)
    parts[#parts + 1] = svg.text(left - 10, y + BAR / 2 + 4.5, category,
      { ["text-anchor"] = "end" }, left - 10)
    parts[#parts + 1] = svg.element("rect", {
      x = left + (room - size) / 2, y = y, width = size, height = BAR, rx = 3, class = "s1",
    }, svg.element("title", {}, escape(category .. words.colon .. text)))
    parts[#parts + 1] = svg.text(left + room + 10, y + BAR / 2 + 4.5, text, nil, right - 10)
  end
  for i = 2, count do
    local before, value = svg.value(series, i - 1), svg.value(series, i)
    if before and before > 0 and value then
      parts[#parts + 1] = svg.text(left + room / 2, (i - 1) * (BAR + GAP) - GAP / 2 + 4,
        ("↓ %.0f%%"):format(value / before * 100), { ["text-anchor"] = "middle", class = "quiet" })
    end
  end
  local height = math.max(1, count) * (BAR + GAP)
  if count < #chart.categories then
    parts[#parts + 1] = svg.text(left, height + 14, words.further(
      #chart.categories - count), { class = "quiet" })
    height = height + 22
  end
  return table.concat(parts), height
end

return M
