-- SPDX-License-Identifier: MIT

--- Turns Lua files into one C file that holds their text.
---
---     lua5.4 tools/embed.lua [--type=TYPE] [--compile=PREFIX] [--below=FOLDER]
---                            HEADER ARRAY OUT.c FILE.lua ...
---
--- HEADER declares `ARRAY`, a const list of { name, source, length } that ends with a
--- NULL name, and their TYPE (lualark_chunk by default). --compile embeds bytecode
--- instead of text, for programs that have the Lua that runs this; a chunk's name is
--- PREFIX and the file's name. With --below a file's name is its path below FOLDER,
--- with dots for slashes.
local function take_option(name)
  local value = arg[1]:match("^%-%-" .. name .. "=(.*)$")
  if value then table.remove(arg, 1) end
  return value
end

local type_name = take_option "type" or "lualark_chunk"
local prefix, folder = take_option "compile", take_option "below"
local header, array, out_path = arg[1], arg[2], arg[3]

-- The bytes to embed for a file's text.
local function content(text, name)
  if not prefix then return text end
  return string.dump(assert(load(text, "=" .. prefix .. name, "t")))
end

local function name_of(path)
  local below = folder and path:sub(1, #folder + 1) == folder .. "/" and path:sub(#folder + 2)
  if below then return (below:gsub("%.lua$", ""):gsub("/", ".")) end
  return path:match("([^/]+)%.lua$")
end

local lines = {
  "// Made by tools/embed.lua. Changes go into the Lua files.",
  ('#include "%s"'):format(header),
}
local entries = {}

for i = 4, #arg do
  local file = assert(io.open(arg[i], "rb"))
  local source = assert(file:read("a"))
  file:close()
  local name = name_of(arg[i])
  source = content(source, name)
  -- Numbers rather than a string literal: compilers bound a literal's length.
  local bytes = {}
  for at = 1, #source, 20 do
    bytes[#bytes + 1] = table.concat({ source:byte(at, at + 19) }, ",")
  end
  local id = "source_" .. (i - 3)
  lines[#lines + 1] = ("static const char %s[] = {\n%s};"):format(id,
    -- Bytes above 127 do not fit into a signed char as they are.
    (table.concat(bytes, ",\n"):gsub("%d+", function(byte)
      byte = tonumber(byte)
      return tostring(byte > 127 and byte - 256 or byte)
    end)))
  entries[#entries + 1] = ('    {"%s", %s, sizeof %s},'):format(name, id, id)
end

lines[#lines + 1] = ("const %s %s[] = {\n%s\n    {0, 0, 0}};\n")
  :format(type_name, array, table.concat(entries, "\n"))
local out = assert(io.open(out_path, "wb"))
assert(out:write(table.concat(lines, "\n\n")))
assert(out:close())
