-- SPDX-License-Identifier: MIT

--- The catalog as its files say it, hidden fields too.
local process = require "support.process"

local M = {}

local source = assert(os.getenv "LARK_SOURCE", "LARK_SOURCE names the source folder")

--- @return table  `{ format, endpoints, events, codes }`, as tools/read_catalog.lua says
function M.read()
  local folder, files = source .. "/core/catalog", {}
  local listed = process.run { "find", folder, "-mindepth", "2", "-name", "*.lua" }
  for path in listed.out:gmatch "[^\n]+" do files[#files + 1] = path end
  return dofile(source .. "/tools/read_catalog.lua")(folder, files)
end

--- A command of the shell that makes FOLDER/words.c, the sentences that the catalog's C files
--- need besides their tables.
--- @param folder string
--- @return string
function M.words_command(folder)
  return ("lua5.4 %s/tools/words.lua language.h lark_words_zh %s/words.c %s/core/words/zh.lua")
    :format(process.quote(source), process.quote(folder), process.quote(source))
end

return M
