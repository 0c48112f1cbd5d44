-- SPDX-License-Identifier: MIT

--- Names as one text, each in the language that is spoken: "read jobs or write jobs".
local words = require "lualark.words"

--- @param names string[]   as words.lua looks them up; one that has no translation stays
--- @param between string   such as " or "
--- @return string
return function(names, between)
  local parts = {}
  for i, name in ipairs(names) do parts[i] = words(name) end
  return table.concat(parts, words(between))
end
