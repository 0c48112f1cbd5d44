-- SPDX-License-Identifier: MIT

--- Turns a table of sentences, English to another language, into a C table.
---
---     lua5.4 tools/words.lua HEADER NAME OUT.c FILE.lua
---
--- HEADER declares `lark_sentence NAME[]`, sorted by the English, and `NAME_count`.
local header, name, out_path, path = arg[1], arg[2], arg[3], arg[4]

local sentences, keys = dofile(path), {}
for english in pairs(sentences) do keys[#keys + 1] = english end
table.sort(keys)

local function c_string(text)
  return '"' .. text:gsub('[\\"]', "\\%0"):gsub("\n", "\\n") .. '"'
end

local lines = {
  "// Made by tools/words.lua from " .. path:match "[^/]+/[^/]+$" .. ". Changes go there.",
  ('#include "%s"\n'):format(header),
  ("const lark_sentence %s[] = {"):format(name),
}
for _, english in ipairs(keys) do
  lines[#lines + 1] = ("    {%s, %s},"):format(c_string(english), c_string(sentences[english]))
end
lines[#lines + 1] = ("};\nconst size_t %s_count = %d;\n"):format(name, #keys)

local file = assert(io.open(out_path, "w"))
assert(file:write(table.concat(lines, "\n")))
assert(file:close())
