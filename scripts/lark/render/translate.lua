-- SPDX-License-Identifier: MIT

--- A report in another language than its own, from the texts that it was given. Names that its
--- rows hold stay as they are.
local column = require "lark.column"
local lark = require "lark"
local later = require "lark.later"
local locale = require "lark.locale"

local chart = later "lark.chart"

-- Each makes a part anew.
local TRANSLATE = {
  note = function(part, lang) part.text = locale.text(part.texts, lang) end,
  heading = function(part, lang) part.text = locale.text(part.texts, lang) end,
  figure = function(part, lang) part.label = locale.text(part.texts, lang) end,
  table = function(part, lang)
    part.title = locale.text(part.texts, lang)
    local columns = {}
    for i, one in ipairs(part.columns or {}) do columns[i] = column.translated(one, lang) end
    part.columns = part.columns and columns
  end,
  chart = function(part, lang, zone)
    part.title = locale.text(part.texts, lang)
    part.chart = assert(chart.of(part.rows, part.how, { lang = lang, zone = zone }))
  end,
}

local function copy(source)
  local made = {}
  for name, fact in pairs(source) do made[name] = fact end
  return made
end

--- @param self lark.report
--- @param lang "en"|"zh"
--- @return lark.report
return function(self, lang)
  if self.lang == lang then return self end
  local made = setmetatable(copy(self), getmetatable(self))
  made.lang, made.title, made.parts = lang, locale.text(self.texts, lang), lark.array {}
  for i, part in ipairs(self.parts) do
    made.parts[i] = copy(part)
    TRANSLATE[part.kind](made.parts[i], lang, self.zone)
  end
  return made
end
