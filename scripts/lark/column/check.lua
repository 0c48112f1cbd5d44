-- SPDX-License-Identifier: MIT

--- Checks the facts of a column, each by its own name.
local later = require "lark.later"
local locale = require "lark.locale"
local names_of = require "lark.names"
local say = require "lark.say"
local types = require "lark.column.types"

local aggregate = later "lark.aggregate"
local zone = later "lark.zone"

local TOTALS = {
  sum = true, mean = true, min = true, max = true, count = true, distinct = true, median = true,
}

-- Each returns what is wrong with a fact, or a false value.
local CHECKS = {
  type = function(type)
    return types.by_name[type] == nil and say("no type %q", tostring(type))
  end,
  align = function(align)
    return align ~= "left" and align ~= "right" and say "align is left or right"
  end,
  total = function(total)
    return not TOTALS[total] and not aggregate.is(total)
      and say("no total %q", tostring(total))
  end,
  zone = function(name)
    local _, why = zone.find(name)
    return why
  end,
  lang = function(lang)
    return not locale.words[lang] and say("lang is %s", table.concat(locale.languages, say " or "))
  end,
  share = function(key) return type(key) ~= "string" and say "a share is of a field" end,
  title = function(title) return not locale.is_text(title) and say "a title is a text" end,
  places = function(places)
    local is_fine = math.type(places) == "integer" and places >= 0 and places <= 15
    return not is_fine and say "places is an integer from 0 to 15"
  end,
  format = function(format)
    local is_fine = type(format) == "string" and pcall(zone.text, 0, format, "UTC")
    return not is_fine and say("%q is no format of os.date's", tostring(format))
  end,
  labels = function(labels)
    if type(labels) ~= "table" then return say "labels are a table" end
    for _, label in pairs(labels) do
      if not locale.is_text(label) then return say "a label is a text" end
    end
  end,
}
-- Any value will do for these.
for _, name in ipairs { "key", "value", "currency", "currency_key", "of", "field", "id" } do
  CHECKS[name] = function() return false end
end

--- @param column table
--- @return string?  what is wrong; nil if nothing is
return function(column)
  for _, name in ipairs(names_of(column)) do
    local check = CHECKS[name]
    if not check then return say("there is no fact %s", tostring(name)) end
    local wrong = check(column[name])
    if wrong then return wrong end
  end
end
