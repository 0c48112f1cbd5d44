-- SPDX-License-Identifier: MIT

--- Text within a block of Markdown: links and emphasis become plain text. Code keeps its
--- backquotes, as in the help.
local topics = require "lualark.topics"
local words = require "lualark.words"

local M = {}

local WIDE = "[\xE3-\xEF][\x80-\xBF][\x80-\xBF]"
local BEGINS_WIDE, ENDS_WIDE = "^" .. WIDE, WIDE .. "$"

--- Stands for a space within short code, where no line may end.
M.NO_BREAK = "\u{A0}"

-- Longer code may be broken.
local SHORT = 40

local MARKS = "，。、：；！？）」（「"

-- A mark is looked for as a whole: a set of bytes would match parts of other characters.
local function is_mark(character)
  return character ~= nil and MARKS:find(character, 1, true) ~= nil
end

--- Joins the lines of a paragraph. Chinese has no space where a line ends. What makes a link or
--- emphasis is no text.
--- @param lines string[]
--- @return string
function M.join(lines)
  local text = lines[1]
  for i = 2, #lines do
    local line = lines[i]
    local last = text:gsub("%]%([^)]*%)$", ""):gsub("%*+$", ""):match(ENDS_WIDE)
    local first = line:gsub("^[%[*]+", ""):match(BEGINS_WIDE)
    local gap = (last and first or is_mark(last) or is_mark(first)) and "" or " "
    text = text .. gap .. line
  end
  return text
end

local IS_TOPIC = {}
for _, topic in ipairs(topics) do IS_TOPIC[topic.name] = true end

-- Gives the text in place of a link. A page that is a topic is named by its command; the other
-- language's is left out.
local function link(label, target)
  if label == "中文" or label == "English" then return "" end
  if target:find "^https?:" then
    return label == target and target or words("%s (%s)", label, target)
  end
  local path = target:gsub("#.*$", "")
  local name = path:match "([%w%-]+)%.md$"
  if not name then return label end
  local topic = name:lower()
  local place = IS_TOPIC[topic] and "`lualark help " .. topic .. "`"
    or (path == name .. ".md" or path == "../" .. name .. ".md") and "docs/" .. name .. ".md"
  if not place then return label end
  return label == name .. ".md" and place or words("%s (%s)", label, place)
end

local function plain(text)
  -- Emphasis may hold code, and so begin in one piece and end in another.
  text = text:gsub("%[([^%]]*)%]%(([^)]*)%)", link):gsub("%*%*", "")
  return text
end

-- A link whose label is code, such as [`errors`](errors.md), is one, too.
local function unquoted(text)
  return (text:gsub("%[`([^`%]]*)`%]%(", "[%1]("))
end

return setmetatable(M, {
  --- @param text string
  --- @return string
  __call = function(_, text)
    local parts, at = {}, 1
    text = unquoted(text)
    while true do
      local from, to = text:find("`[^`]*`", at)
      parts[#parts + 1] = plain(text:sub(at, (from or 0) - 1))
      if not from then break end
      parts[#parts + 1] = text:sub(from, to)
      at = to + 1
    end
    local shown = table.concat(parts):gsub("%s+$", ""):gsub("`[^`]*`", function(code)
      return #code <= SHORT and code:gsub(" ", M.NO_BREAK) or nil
    end)
    return shown
  end,
})
