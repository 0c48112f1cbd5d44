-- SPDX-License-Identifier: MIT

--- The command's sentences in the language that is spoken: `words("there is no command %s", word)`.
--- The tables stand in words/, one for each command, and `shared` for what several say.
local language = require "lualark.language"

-- All tables of a language as one.
local function load(name)
  local all = {}
  for _, table_name in ipairs(require("lualark.words." .. name)) do
    for english, text in pairs(require(("lualark.words.%s.%s"):format(name, table_name))) do
      all[english] = text
    end
  end
  return all
end

local read

--- @param english string
--- @return string
return function(english, ...)
  if language.current() == "en" then
    return select("#", ...) > 0 and english:format(...) or english
  end
  read = read or require("lark.words").reader(load, language.current)
  return read(english, ...)
end
