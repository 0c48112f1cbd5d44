-- SPDX-License-Identifier: MIT

--- How the members that core/catalog/format.lua lists stand in lark_catalog.h: for each kind
--- the C type; for some the second member that goes with it, named after the first,
--- and its type.
local M = {}

local KINDS = {
  string = { "const char *" },
  text = { "const char *", "%s_in", "const char *const *" }, -- by locale
  flag = { "bool" },
  word = { "enum" },
  words = { "enum" }, -- flags
  bound = { "int64_t", "has_%s", "bool" },
  value = { "lark_choice", "has_%s", "bool" },
  strings = { "const char *const *", "%s_count", "size_t" },
  integers = { "const int32_t *", "%s_count", "size_t" },
  limits = { "const lark_rate *", "%s_count", "size_t" },
  enum = { "const lark_choice *", "%s_count", "size_t" },
  item = { "const lark_field *" },
  fields = { "const lark_field *const *", "%s_count", "size_t" },
  params = { "const lark_field *const *", "%s_count", "size_t" },
}

--- The C form of a member: `name`, `type`, and where it has a second one `beside` and
--- `beside_type`.
function M.of(member)
  local kind = assert(KINDS[member[2]], member[2])
  local name = member.c or member[1]
  -- choice_count goes with choices, alias_count with aliases, has_default with what C
  -- calls fallback.
  local stem = kind[2] == "has_%s" and member[1] or name
  if kind[2] == "%s_count" then stem = stem:gsub("ses$", "s", 1):gsub("([^a])s$", "%1") end
  return {
    name = name, type = kind[1],
    beside = kind[2] and kind[2]:format(stem), beside_type = kind[3],
  }
end

--- The constant of a member's word.
function M.constant(member, word)
  for _, pair in ipairs(member.of) do
    if pair[1] == word then return pair[2] end
  end
end

return M
