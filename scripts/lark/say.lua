-- SPDX-License-Identifier: MIT

--- The report library's sentences in the language that is set:
--- `say("there is no option %s", word)`.
--- The Chinese is in words/zh.lua.
return require("lark.words").reader(function(language)
  return require("lark.words." .. language)
end)
