-- SPDX-License-Identifier: MIT

--- Line charts; a missing value leaves a gap.
local escape = require "lark.render.escape"

local M = {}

local HEIGHT, BELOW, RIGHT = 240, 26, 16
-- With more points the dots would touch.
local MOST_DOTS = 80

local function values_of(chart, svg)
  local values = {}
  for _, series in ipairs(chart.series) do
    for i = 1, #chart.categories do values[#values + 1] = svg.value(series, i) end
  end
  return values
end

local function widest(svg, texts)
  local most = 0
  for _, text in ipairs(texts) do most = math.max(most, svg.text_width(text)) end
  return most
end

local function rules(svg, y_of, ticks, texts, left)
  local parts = {}
  for i, tick in ipairs(ticks) do
    local y = y_of(tick)
    parts[#parts + 1] = svg.element("line", { x1 = left, x2 = svg.WIDTH - RIGHT, y1 = y, y2 = y,
      class = tick == 0 and "axis" or "grid" })
    parts[#parts + 1] = svg.text(left - 8, y + 4.5, texts[i],
      { ["text-anchor"] = "end", class = "quiet" })
  end
  return table.concat(parts)
end

-- The months between two names on an axis of months: those that people count in.
local MONTHS = { 1, 3, 6, 12, 24, 60, 120 }

-- A function that tells whether category `i` gets a name, where one in `every` has room. On an
-- axis of months these are quarters or years, not every fifth month.
local function named(chart, every)
  for _, name in ipairs(chart.categories) do
    if not name:find "^%d%d%d%d%-%d%d$" then return function(i) return (i - 1) % every == 0 end end
  end
  local months = every
  for i = #MONTHS, 1, -1 do
    if MONTHS[i] >= every then months = MONTHS[i] end
  end
  local step = math.max(1, months // 12)
  return function(i)
    local year, month = chart.categories[i]:match "^(%d+)-(%d+)$"
    if months >= 12 then return month == "01" and tonumber(year) % step == 0 end
    return (tonumber(month) - 1) % months == 0
  end
end

-- Writes the names of some categories below the axis, so that no two touch.
local function names(chart, svg, x_of, y, left)
  local parts, count = {}, #chart.categories
  local room = math.min(widest(svg, chart.categories), 120) + 16
  local every = math.max(1, math.ceil(count * room / (svg.WIDTH - left - RIGHT)))
  local has_name, shown = named(chart, every), {}
  for i = 1, count do
    if has_name(i) then shown[#shown + 1] = i end
  end
  if #shown == 0 then shown[1] = 1 end
  for _, i in ipairs(shown) do
    parts[#parts + 1] = svg.text(x_of(i), y, chart.categories[i],
      { ["text-anchor"] = count == 1 and "start" or "middle", class = "quiet" }, 120)
  end
  return table.concat(parts)
end

-- Draws one series: a path with gaps, and its points.
local function line(chart, svg, at, x_of, y_of)
  local series = chart.series[at]
  local steps, dots, down = {}, {}, false
  for i = 1, #chart.categories do
    local value = svg.value(series, i)
    if value then
      local x, y = x_of(i), y_of(value)
      steps[#steps + 1] = ("%s%.1f %.1f"):format(down and "L" or "M", x, y)
      local alone = not down and not (i < #chart.categories and svg.value(series, i + 1))
      if #chart.categories <= MOST_DOTS or alone then
        local name = #chart.series > 1 and series.name .. svg.words.list or ""
        dots[#dots + 1] = svg.element("circle", { cx = x, cy = y, r = 3.5, class = "s" .. at },
          svg.element("title", {},
            escape(name .. chart.categories[i] .. svg.words.colon .. chart.texts[at][i])))
      end
    end
    down = value ~= nil
  end
  if #steps == 0 then return "" end
  return svg.element("path", { d = table.concat(steps), class = "line l" .. at })
    .. table.concat(dots)
end

--- @param chart lark.chart
--- @param svg table
--- @return string markup
--- @return number height
function M.draw(chart, svg)
  local legend, top = svg.legend(chart, svg.WIDTH)
  top = top + 22 -- the axis's title
  local low, high = svg.extent(values_of(chart, svg))
  local ticks, texts = svg.ticks(low, high, 5, svg.is_whole(chart))
  local left, count = widest(svg, texts) + 12, #chart.categories
  local inset = math.min(30, (svg.WIDTH - left - RIGHT) / 8)
  local bottom = top + 10 + HEIGHT
  local y_of = svg.scale(ticks[1], ticks[#ticks], bottom, top + 10)
  local function x_of(i)
    local from, to = left + inset, svg.WIDTH - RIGHT - inset
    return count == 1 and from or from + (i - 1) / (count - 1) * (to - from)
  end

  local parts = { legend, rules(svg, y_of, ticks, texts, left),
    names(chart, svg, x_of, bottom + 20, left) }
  for at = 1, #chart.series do parts[#parts + 1] = line(chart, svg, at, x_of, y_of) end
  if chart.y and chart.y ~= "" then
    parts[#parts + 1] = svg.text(0, top - 10, chart.y, { class = "quiet" }, svg.WIDTH)
  end
  parts[#parts + 1] = svg.text((left + svg.WIDTH) / 2, bottom + BELOW + 14, chart.x,
    { ["text-anchor"] = "middle", class = "quiet" }, svg.WIDTH - left)
  return table.concat(parts), bottom + BELOW + 22
end

return M
