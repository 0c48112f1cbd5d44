-- SPDX-License-Identifier: MIT

--- Measures text in terminal cells, and cuts and pads it.
---
--- Chinese characters and emoji take two cells, combining accents none. Code points that
--- are drawn as one, such as those of an emoji, are measured and cut as one.
local ranges = require "lark.render.width_ranges"

local M = {}

local JOINER, EMOJI_STYLE = 0x200D, 0xFE0F

-- Whether `code` is in one of the ranges of `list`, whose pairs are flat and rising.
local function within(list, code)
  local low, high = 1, #list // 2
  while low <= high do
    local middle = (low + high) // 2
    if code < list[2 * middle - 1] then
      high = middle - 1
    elseif code > list[2 * middle] then
      low = middle + 1
    else
      return true
    end
  end
  return false
end

local function code_width(code)
  if code < 0x300 then return 1 end
  if within(ranges.zero, code) then return 0 end
  return within(ranges.wide, code) and 2 or 1
end

local function is_flag_letter(code) return code >= 0x1F1E6 and code <= 0x1F1FF end
local function is_skin_tone(code) return code >= 0x1F3FB and code <= 0x1F3FF end

-- The end of the code point at `at`, and the code point. A byte that is not UTF-8 counts
-- as one code point.
local function decode(text, at)
  if not utf8.len(text, at, at) then return at, 0xFFFD end
  return utf8.offset(text, 2, at) - 1, utf8.codepoint(text, at)
end

--- The end of the code points at `at` that are drawn as one, and their cells.
--- @param text string
--- @param at integer
--- @return integer stop
--- @return integer cells
local function cluster(text, at)
  local stop, code = decode(text, at)
  local width, joined = code_width(code), false
  local flag = is_flag_letter(code)
  while stop < #text do
    local last, following = decode(text, stop + 1)
    if flag and is_flag_letter(following) then
      flag, width = false, 2
    elseif following == EMOJI_STYLE then
      width = 2
    elseif not joined and not is_skin_tone(following) and code_width(following) > 0 then
      break
    end
    joined = following == JOINER
    stop = last
  end
  return stop, width
end

M.cluster = cluster

--- The number of cells that `text` takes. It must have no control characters.
--- @param text string
--- @return integer
function M.of(text)
  if not text:find("[\x80-\xFF]") then return #text end
  -- Only ASCII and Chinese characters: the latter have three bytes and two cells each.
  if not text:find("[\xC0-\xE3\xEA-\xFF]") and not text:find("\xE4\xB7", 1, true) then
    local count = utf8.len(text)
    if count then return count + (#text - count) // 2 end
  end
  local total, at = 0, 1
  while at <= #text do
    local stop, width = cluster(text, at)
    total, at = total + width, stop + 1
  end
  return total
end

--- `text` if it fits into `cells`, else its start and a `…`.
--- @param text string
--- @param cells integer  1 or more
--- @return string
function M.cut(text, cells)
  if M.of(text) <= cells then return text end
  local total, at = 0, 1
  while at <= #text do
    local stop, width = cluster(text, at)
    if total + width > cells - 1 then break end
    total, at = total + width, stop + 1
  end
  return text:sub(1, at - 1) .. "…"
end

--- `text` with spaces to fill `cells`.
--- @param text string
--- @param cells integer
--- @param align? "left"|"right"
--- @return string
function M.pad(text, cells, align)
  local spaces = (" "):rep(cells - M.of(text))
  return align == "right" and spaces .. text or text .. spaces
end

return M
