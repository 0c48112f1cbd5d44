-- ends: limit bytes of memory
-- The values of a large text, which is read in pieces, count as well.
local lark = require "lark"
local text = '[' .. ('{"a":"some text"},'):rep(10000) .. '1]'
local keep = {}
while true do
  local ok, value = pcall(lark.decode, text)
  keep[#keep + 1] = ok and value or { ok }
end
