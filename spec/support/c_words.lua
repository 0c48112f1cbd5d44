-- SPDX-License-Identifier: MIT

--- The sentences of C files, as a table of sentences in another language has them.
local files = require "support.files"
local literals = require "support.literals"
local process = require "support.process"

local M = {}

-- C's escapes that the sentences hold.
local function unescape(text) return (text:gsub('\\"', '"'):gsub("\\n", "\n")) end

--- Visits each literal of the C files below some folders.
--- @param folders string[]
--- @param visit fun(text: string, place: string)  place: "room/file.c"
--- @param prepare? fun(text: string): string  the file's text before it is read
function M.each_literal(folders, visit, prepare)
  local words = { "find", table.unpack(folders) }
  words[#words + 1] = "-name"
  words[#words + 1] = "*.[ch]"
  for path in process.run(words).out:gmatch "[^\n]+" do
    local source = files.read(path)
    for _, text in ipairs(literals.of(prepare and prepare(source) or source)) do
      visit(unescape(text), path:match "[^/]+/[^/]+$")
    end
  end
end

--- Whether a literal reads like words for people.
--- @param text string
function M.is_sentence(text)
  return text:find "%a%a+[ ,%%:]+%S*%s*%a%a" and text:find " "
end

--- The sentences that no file says any more.
--- @param words table<string, string>
--- @param folders string[]
--- @param also? table<string, true>  what is said elsewhere
--- @return string[]
function M.stale(words, folders, also)
  local said, stale = setmetatable({}, { __index = also }), {}
  M.each_literal(folders, function(text) said[text] = true end)
  for english in pairs(words) do
    if not said[english] then stale[#stale + 1] = english end
  end
  table.sort(stale)
  return stale
end

return M
