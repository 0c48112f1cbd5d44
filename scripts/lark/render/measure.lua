-- SPDX-License-Identifier: MIT

--- Measures text in the fonts of a page, and cuts it. The font is the reader's: Latin letters
--- count as wide as in DejaVu Sans, wider than which few are; a Chinese character is as wide as
--- the font is high, in all of them.
local width = require "lark.render.width"

local M = {}

-- The widths of the characters from the space to `~`, in hundredths of the font's height.
local ASCII = {
  32, 40, 46, 84, 64, 95, 78, 27, 39, 39, 50, 84, 32, 36, 32, 34, 64, 64, 64,
  64, 64, 64, 64, 64, 64, 64, 34, 34, 84, 84, 84, 53, 100, 68, 69, 70, 77, 63,
  58, 77, 75, 29, 29, 66, 56, 86, 75, 79, 60, 79, 69, 63, 61, 73, 68, 99, 69,
  61, 69, 39, 34, 39, 84, 50, 50, 61, 63, 55, 63, 62, 35, 63, 63, 28, 28, 58,
  28, 97, 63, 61, 63, 63, 41, 52, 39, 63, 59, 82, 59, 59, 52, 64, 34, 64, 84,
}
local CHINESE, LATIN, WIDEST = 100, 75, 100

-- Marks of one cell that are as wide as a Chinese character.
local LONG = { ["—"] = true, ["…"] = true }

-- The width of what stands from `first` to `last` and is drawn as one.
local function width_of(text, first, last, cells)
  if first == last then return ASCII[text:byte(first) - 31] or LATIN end
  if cells == 0 then return 0 end
  return (cells > 1 or LONG[text:sub(first, last)]) and CHINESE or LATIN
end

--- The width of a text, in the units of the font's height.
--- @param text string
--- @param height number
--- @return number
function M.of(text, height)
  local total, at = 0, 1
  while at <= #text do
    local stop, cells = width.cluster(text, at)
    total, at = total + width_of(text, at, stop, cells), stop + 1
  end
  return total * height / 100
end

--- `text` if it fits, else its start and a `…`.
--- @param text string
--- @param units number
--- @param height number
--- @return string
function M.cut(text, units, height)
  if M.of(text, height) <= units then return text end
  local left, at = units * 100 / height - WIDEST, 1
  while at <= #text do
    local stop, cells = width.cluster(text, at)
    left = left - width_of(text, at, stop, cells)
    if left < 0 then break end
    at = stop + 1
  end
  return text:sub(1, at - 1) .. "…"
end

return M
