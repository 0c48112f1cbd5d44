-- SPDX-License-Identifier: MIT

--- The order of texts: by code point, or as people of a language expect it.
local field = require "lark.field"
local lark = require "lark"
local locales = require "lark.locale"

local M = {}

--- A function that tells whether one text comes before another.
---
--- With a locale, such as "zh" for the order of pinyin, ICU orders them, which is loaded then;
--- where it is not installed, code points do. Texts that ICU takes as equal are ordered by code
--- point.
--- @param locale? string
--- @return fun(a: string, b: string): boolean
function M.texts(locale)
  local less = field.order()
  if not locale or not lark.collation_key("", locale) then return less end
  local keys = {}
  local function key(text)
    local found = keys[text]
    if not found then
      found = assert(lark.collation_key(text, locale))
      keys[text] = found
    end
    return found
  end
  return function(a, b)
    local x, y = key(a), key(b)
    if x ~= y then return less(x, y) end
    return less(a, b)
  end
end

--- A key for `rows:sort` that orders names as readers of a language expect it: Chinese by
--- pinyin, where ICU is installed. English orders by code point.
---
---     rows:sort("-count", report.by_name "city")
--- @param key string|fun(row: table): any  "-key" puts the last first
--- @param lang? "en"|"zh"  lark.language() if left out
--- @return any
function M.by_name(key, lang)
  lang = lang or locales.current()
  if lang == locales.languages[1] or not lark.collation_key("", lang) then return key end
  return { by = key, locale = lang }
end

return M
