-- SPDX-License-Identifier: MIT

--- Turns the lists of members in core/catalog/format.lua into const C tables, by which
--- the binding reads what client:define is given and writes what lark.schema shows.
---
---     lua5.4 tools/members.lua FORMAT.lua OUT.c
---
--- bindings/src/client/members.h says what the tables hold. A member whose type in
--- lark_catalog.h does not fit its kind does not compile.
local format = dofile(arg[1])
local kinds = dofile(arg[0]:gsub("[^/]*$", "") .. "kinds.lua")

-- The struct that each list describes.
local LISTS = {
  { "endpoint", "lark_endpoint" },
  { "field", "lark_field" },
  { "param", "lark_field" },
  { "type", "lark_field" },
  { "event", "lark_event_type" },
  { "code", "lark_code" },
}

local lines = {
  "// Made by tools/members.lua from core/catalog/format.lua. Changes go there.",
  '#include "members.h"\n',
  "#define AT(of, member, type) \\",
  "  _Generic(((of *)0)->member, type: offsetof(of, member))",
  "#define AT_ENUM(of, member) \\",
  "  _Generic(((of *)0)->member, unsigned: offsetof(of, member), \\",
  "           int: offsetof(of, member))\n",
}
local function emit(text, ...) lines[#lines + 1] = text:format(...) end

local function offset(struct, name, type)
  if type == "enum" then return ("AT_ENUM(%s, %s)"):format(struct, name) end
  return ("AT(%s, %s, %s)"):format(struct, name, type)
end

local function words_name(list, member) return ("%s_%s_words"):format(list, member[1]) end

local function emit_words(list, member)
  emit("static const lualark_word %s[] = {", words_name(list, member))
  for _, pair in ipairs(member.of) do emit('    {"%s", %s},', pair[1], pair[2]) end
  emit("    {NULL, 0}};\n")
end

local function emit_member(list, struct, member)
  local c = kinds.of(member)
  emit('    {.name = "%s",', member[1])
  emit("     .kind = LUALARK_KIND_%s,", member[2]:upper())
  if member.always then emit("     .always = true,") end
  if c.beside then emit("     .beside = %s,", offset(struct, c.beside, c.beside_type)) end
  if member.of then emit("     .words = %s,", words_name(list, member)) end
  emit("     .offset = %s},", offset(struct, c.name, c.type))
end

for _, entry in ipairs(LISTS) do
  local list, struct = entry[1], entry[2]
  for _, member in ipairs(format.members[list]) do
    if member.of then emit_words(list, member) end
  end
  emit("const lualark_member lualark_%s_members[] = {", list)
  for _, member in ipairs(format.members[list]) do emit_member(list, struct, member) end
  emit("    {.name = NULL}};\n")
end

local file = assert(io.open(arg[2], "wb"))
assert(file:write(table.concat(lines, "\n")))
assert(file:close())
