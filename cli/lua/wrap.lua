-- SPDX-License-Identifier: MIT

--- Breaks text into lines by the cells that it takes on a terminal.

-- A character of UTF-8, and the first bytes of those that Chinese is written with.
local CHARACTER, IS_WIDE = "[\0-\x7F\xC2-\xFD][\x80-\xBF]*", "^[\xE3-\xEF]"

-- No line begins with a mark that closes, and none ends with one that opens.
local CLOSES, OPENS = {}, {}
for mark in ("，。、：；！？）」』》…"):gmatch(CHARACTER) do CLOSES[mark] = true end
for mark in ("（「『《"):gmatch(CHARACTER) do OPENS[mark] = true end

local function cells_of(text)
  if not text:find "[\x80-\xFF]" then return #text end
  return require("lark.render.width").of(text)
end

-- Calls `take` for each part of a word that no line break may split: Chinese is broken between
-- its characters.
local function each_part(word, take)
  if not word:find "[\xE3-\xEF]" then return take(word) end
  local part, before = "", nil
  for character in word:gmatch(CHARACTER) do
    local is_wide = character:find(IS_WIDE) or before and before:find(IS_WIDE)
    if before and is_wide and not CLOSES[character] and not OPENS[before] then
      take(part)
      part = ""
    end
    part, before = part .. character, character
  end
  take(part)
end

--- Breaks a text into lines of at most `cells`; a longer word has a line of its own.
--- @param text string
--- @param cells integer
--- @return string[]
return function(text, cells)
  local lines = {}
  for word in text:gmatch "%S+" do
    local gap = " "
    each_part(word, function(part)
      local last = lines[#lines]
      if last and cells_of(last) + #gap + cells_of(part) <= cells then
        lines[#lines] = last .. gap .. part
      else
        lines[#lines + 1] = part
      end
      gap = ""
    end)
  end
  return lines
end
