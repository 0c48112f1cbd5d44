-- SPDX-License-Identifier: MIT

--- Draws charts as SVG inside a page, whose style sheet has their colours. Each kind of
--- chart has a file; the parts that all kinds use are here.
local decimal = require "lark.decimal"
local escape = require "lark.render.escape"
local lark = require "lark"
local measure = require "lark.render.measure"

local M = {}

--- The width of a drawing in its own units, which are pixels where there is room: a page makes
--- it no larger. `narrow` is the one for phones.
M.WIDTH, M.NARROW = 720, 340
M.grouped = require "lark.render.grouped"
M.FONT = 13

--- The width of a text, or a little more.
--- @param text string
--- @return number
function M.text_width(text) return measure.of(text, M.FONT) end

--- `text` cut to fit.
--- @param text string
--- @param units number
--- @return string
function M.fit(text, units) return measure.cut(text, units, M.FONT) end

--- Whether all values of a chart are whole: its axis then has whole numbers only.
--- @param chart lark.chart
--- @return boolean
function M.is_whole(chart)
  for _, series in ipairs(chart.series) do
    for _, value in ipairs(series.values) do
      if value ~= lark.null and (math.abs(value) > 2 ^ 53 or value % 1 ~= 0) then return false end
    end
  end
  return true
end

-- Two digits after the point are finer than any screen.
local function number(value) return (("%.2f"):format(value):gsub("%.?0+$", "")) end

--- Makes an element. Numbers in `attributes` are rounded; `content` is markup.
--- @param name string
--- @param attributes table
--- @param content? string
--- @return string
function M.element(name, attributes, content)
  local keys, parts = {}, { "<" .. name }
  for key in pairs(attributes) do keys[#keys + 1] = key end
  table.sort(keys)
  for _, key in ipairs(keys) do
    local value = attributes[key]
    value = type(value) == "number" and number(value) or escape(value)
    parts[#parts + 1] = (' %s="%s"'):format(key, value)
  end
  parts[#parts + 1] = content and (">%s</%s>"):format(content, name) or "/>"
  return table.concat(parts)
end

--- Makes a text at a point. A text wider than `units` is cut, and shown whole on hover.
--- @param x number
--- @param y number
--- @param text string
--- @param attributes? table
--- @param units? number
--- @return string
function M.text(x, y, text, attributes, units)
  local all = { x = x, y = y }
  for key, value in pairs(attributes or {}) do all[key] = value end
  local shown = units and M.fit(text, units) or text
  local whole = shown ~= text and "<title>" .. escape(text) .. "</title>" or ""
  return M.element("text", all, whole .. escape(shown))
end

--- The value of a series in a category; nil where it is missing.
function M.value(series, i)
  local value = series.values[i]
  if value ~= lark.null then return value end
end

--- The least and the greatest of the values and 0.
--- @param values number[]
--- @return number low
--- @return number high
function M.extent(values)
  local low, high = 0, 0
  for _, value in ipairs(values) do
    low, high = math.min(low, value), math.max(high, value)
  end
  if low == high then high = 1 end
  return low, high
end

-- The distance of about `count` ticks: 1, 2 or 5 times a power of ten.
local function step_of(span, count, whole)
  local rough = span / count
  local power = 10.0 ^ math.floor(math.log(rough, 10))
  for _, factor in ipairs { 1, 2, 5 } do
    local step = factor * power
    if rough <= step and not (whole and step < 1) then return step end
  end
  return whole and math.max(1.0, 10 * power) or 10 * power
end

--- Round numbers from `low` to `high`, and their texts; whole ones where `whole`.
--- @return number[] ticks
--- @return string[] texts
function M.ticks(low, high, count, whole)
  local step = step_of(high - low, count, whole)
  local ticks, texts = {}, {}
  for i = math.floor(low / step), math.ceil(high / step - 1e-9) do
    ticks[#ticks + 1] = i * step
    texts[#texts + 1] = M.grouped(decimal.shortest(tonumber(("%.12g"):format(i * step))))
  end
  return ticks, texts
end

--- A function from values to coordinates.
function M.scale(low, high, from, to)
  return function(value) return from + (value - low) / (high - low) * (to - from) end
end

--- The legend: the names of the series with their colours; and its height.
--- @param chart lark.chart
--- @param all number  the width of the drawing
--- @return string markup
--- @return number height
function M.legend(chart, all)
  if #chart.series < 2 then return "", 0 end
  local parts, x, y = {}, 0, 14
  for i, series in ipairs(chart.series) do
    local room = math.min(M.text_width(series.name), all - 40) + 34
    if x + room > all then x, y = 0, y + 22 end
    parts[#parts + 1] = M.element("rect",
      { x = x, y = y - 10, width = 12, height = 12, rx = 2, class = "s" .. i })
    parts[#parts + 1] = M.text(x + 18, y, series.name, nil, all - 40)
    x = x + room
  end
  return table.concat(parts), y + 14
end

-- The text that a screen reader reads.
local function description(chart, words)
  local parts, most = {}, 6
  for at, series in ipairs(chart.series) do
    local texts = {}
    for i = 1, math.min(most, #chart.categories) do
      local text = chart.texts[at][i]
      texts[i] = chart.categories[i] .. " " .. (text ~= "" and text or words.missing)
    end
    if #chart.categories > most then
      texts[#texts + 1] = words.more(#chart.categories - most)
    end
    local name = #chart.series > 1 and series.name .. words.colon or ""
    parts[at] = name .. table.concat(texts, words.list)
  end
  return words.described(words[chart.kind], #chart.categories, table.concat(parts, words.semicolon))
end

local DRAW = {
  bar = "lark.render.svg_bar", stacked = "lark.render.svg_bar",
  line = "lark.render.svg_line", funnel = "lark.render.svg_funnel",
}

--- Draws a chart.
--- @param chart lark.chart
--- @param title string
--- @param id string   prefix of the ids in its markup, unique in the page
--- @param words table
--- @param size? "narrow"  for phones
--- @return string
function M.draw(chart, title, id, words, size)
  local own = setmetatable({
    WIDTH = size == "narrow" and M.NARROW or M.WIDTH, words = words,
  }, { __index = M })
  local markup, height = require(DRAW[chart.kind]).draw(chart, own, words)
  local about = M.element("title", { id = id .. "-title" }, escape(title))
    .. M.element("desc", { id = id .. "-about" }, escape(description(chart, words)))
  return M.element("svg", {
    viewBox = ("0 0 %d %d"):format(own.WIDTH, math.ceil(height)), role = "img",
    class = size or "wide",
    ["aria-labelledby"] = id .. "-title " .. id .. "-about",
  }, about .. markup)
end

return M
