-- SPDX-License-Identifier: MIT

--- Turns Lua files into one C file that holds their text.
---
---     lua5.4 tools/embed.lua HEADER ARRAY OUT.c FILE.lua ...
---
--- HEADER declares `ARRAY` as a const list of { name, source, length } that a
--- NULL name ends.
local header, array, out_path = arg[1], arg[2], arg[3]

local lines = {
  "// Made by tools/embed.lua. Changes go into the Lua files.",
  ('#include "%s"'):format(header),
}
local entries = {}

for i = 4, #arg do
  local file = assert(io.open(arg[i], "rb"))
  local source = assert(file:read("a"))
  file:close()
  -- Numbers rather than a string literal: compilers bound a literal's length.
  local bytes = {}
  for at = 1, #source, 20 do
    bytes[#bytes + 1] = table.concat({ source:byte(at, at + 19) }, ",")
  end
  local name = arg[i]:match("([^/]+)%.lua$")
  local id = "source_" .. (i - 3)
  lines[#lines + 1] = ("static const char %s[] = {\n%s};"):format(id,
    -- Bytes above 127 do not fit into a signed char as they are.
    (table.concat(bytes, ",\n"):gsub("%d+", function(byte)
      byte = tonumber(byte)
      return tostring(byte > 127 and byte - 256 or byte)
    end)))
  entries[#entries + 1] = ('    {"%s", %s, sizeof %s},'):format(name, id, id)
end

lines[#lines + 1] = ("const lualark_chunk %s[] = {\n%s\n    {0, 0, 0}};\n")
  :format(array, table.concat(entries, "\n"))
local out = assert(io.open(out_path, "wb"))
assert(out:write(table.concat(lines, "\n\n")))
assert(out:close())
