-- SPDX-License-Identifier: MIT

--- Says what is wrong with an option of the command line, as getopt_long does.
local words = require "lualark.words"

local TEXTS = {
  unknown = "unrecognized option '%s'",
  letter = "invalid option -- '%s'",
  missing = "option '--%s' requires an argument",
  unwanted = "option '--%s' doesn't allow an argument",
}

-- The options that a word abbreviates.
local function abbreviated(options, word)
  local name, found = word:match "^%-%-([^=]*)", {}
  for _, option in ipairs(options) do
    if name and option.name:sub(1, #name) == name then found[#found + 1] = "--" .. option.name end
  end
  return found
end

--- @param options lualark.option[]
--- @param given table  what src/base/arguments.c read: `mistake`, `word`
--- @return string
return function(options, given)
  local found = given.mistake == "unknown" and abbreviated(options, given.word) or {}
  if #found > 1 then
    return words("option '%s' is ambiguous: %s", given.word,
      table.concat(found, words ", "))
  end
  return words(TEXTS[given.mistake], given.word)
end
