-- SPDX-License-Identifier: MIT

--- Looks at tables of sentences, English to Chinese.
local M = {}

-- A character of Chinese: U+4E00 to U+9FFF in UTF-8.
local HAN = "[\xE4-\xE9][\x80-\xBF][\x80-\xBF]"

-- A conversion of a format: its argument's place, its flags, its letters.
local CONVERSION = "%%(%d*%$?)([%-+ #0%d.*]*)(l*[sdiufgxXcq])"

-- Each with what is wrong where it is found. Code within backquotes is left out.
local FAULTS = {
  { HAN .. "[,;:!?()]", "a half-width mark behind Chinese" },
  { "[,;:!?()]" .. HAN, "a half-width mark before Chinese" },
  { HAN .. "[%w`]", "no space between Chinese and Latin letters or digits" },
  { "[%w`]" .. HAN, "no space between Latin letters or digits and Chinese" },
  { "“", "quotation marks other than 「」" },
}

--- Says what is wrong with the typography of a text; nil where it is right.
--- @param text string
--- @return string?
function M.fault(text)
  text = text:gsub(CONVERSION, "")
  for _, fault in ipairs(FAULTS) do
    local at = text:match(fault[1])
    if at then return ("%s: %s"):format(fault[2], at) end
  end
end

-- Words of which another is ours: one thing has one name. The catalog has the platform's words.
local OTHER_TERMS = {
  ["报告"] = "报表", ["文件夹"] = "目录", ["是否想"] = "您要找的是不是", ["同用"] = "一起使用",
}

-- Gives the other word that a text should say; nil where it is right.
local function term_fault(text)
  for term, ours in pairs(OTHER_TERMS) do
    if text:find(term, 1, true) then return ("%s instead of %s"):format(term, ours) end
  end
end

-- The conversions of a format by their arguments: { "s", "lld" }.
local function conversions(format)
  local found, count = {}, 0
  for at, flags, letters in format:gsub("%%%%", ""):gmatch(CONVERSION) do
    local stars = select(2, flags:gsub("%*", ""))
    local place = tonumber(at:match "^(%d+)%$")
    if not place then
      count = count + 1 + stars
      place = count
    end
    found[place] = letters
  end
  return found
end

--- Says what is wrong with the conversions of a translated format; nil where they fit. Arguments
--- may change places, and one may be left out.
--- @param english string
--- @param translated string
--- @return string?
function M.conversion_fault(english, translated)
  local wanted = conversions(english)
  for place, letters in pairs(conversions(translated)) do
    if wanted[place] ~= letters then
      return ("argument %d is %%%s, not %%%s"):format(place, tostring(wanted[place]), letters)
    end
  end
end

--- The faults of a table, each as a line.
--- @param words table<string, string>
--- @return string[]
function M.faults(words)
  local found = {}
  for english, text in pairs(words) do
    local fault = M.fault(text) or term_fault(text) or M.conversion_fault(english, text)
    if fault then found[#found + 1] = ("%s: %s"):format(text, fault) end
  end
  table.sort(found)
  return found
end

return M
