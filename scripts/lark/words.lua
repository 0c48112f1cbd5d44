-- SPDX-License-Identifier: MIT

--- Sentences in the language that is set (`lark.language`): code says them in English, and
--- tables by the English have the others.
---
---     local words = require("lark.words").reader(function(language)
---       return require("report.words." .. language) -- { ["%d rows"] = "%d 行" }
---     end)
---     print(words("%d rows", 3))
local M = {}

--- A function that gives a sentence in the language that is set, with its arguments filled in
--- where there are any, or in English where no table has it.
--- @param load fun(language: string): table<string, string>  called once for each language but
---   English, when a sentence is first wanted in it
--- @param current? fun(): string  which language is set; lark.language if left out
--- @return fun(english: string, ...): string
function M.reader(load, current)
  local tables = { en = {} }
  current = current or require("lark").language
  return function(english, ...)
    local language = current()
    local known = tables[language]
    if not known then
      known = load(language)
      tables[language] = known
    end
    local text = known[english] or english
    return select("#", ...) > 0 and M.format(text, ...) or text
  end
end

--- string.format that also reads `%2$s`, the second argument.
--- @param format string
--- @return string
function M.format(format, ...)
  local arguments, chosen, count = table.pack(...), {}, 0
  local plain = format:gsub("%%(%d)%$", function(place)
    count = count + 1
    chosen[count] = arguments[tonumber(place)]
    return "%"
  end)
  if count == 0 then return format:format(...) end
  return plain:format(table.unpack(chosen, 1, count))
end

return M
