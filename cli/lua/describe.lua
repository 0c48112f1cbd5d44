-- SPDX-License-Identifier: MIT

--- Prints what the catalog says about endpoints.
local lark = require "lark"

local M = {}

local function emit(...)
  io.stdout:write(table.concat({ ... }), "\n")
end

local function type_text(field)
  if field.type == "array" then return "array of " .. type_text(field.item) end
  if field.values then return "map of " .. type_text(field.values) end
  if field.unit then return ("%s, %s since 1970"):format(field.type, field.unit) end
  if field.value_format == "digits" then return "string, a number" end
  local own = field.format == "id" or field.format == "file"
  return own and field.format or field.type
end

local function choices_text(field)
  local parts = {}
  for i, choice in ipairs(field.enum or {}) do
    parts[i] = choice.en and ("%s (%s)"):format(choice.value, choice.en) or tostring(choice.value)
  end
  return table.concat(parts, ", ")
end

local function facts_text(field)
  local parts = { type_text(field) }
  local function add(format, value)
    if value ~= nil then parts[#parts + 1] = format:format(tostring(value)) end
  end
  add("default %s", field.default)
  add("at least %s", field.min)
  add("at most %s", field.max)
  add("at least %s items", field.min_items)
  add("at most %s items", field.max_items)
  add("at least %s characters", field.min_length)
  add("at most %s characters", field.max_length)
  add("at most %s bytes", field.max_bytes)
  if field.value_format ~= "digits" then add("reads like %s", field.value_format) end
  add("required in some cases", field.conditional or nil)
  add("%s says which kind of id", field.id_type)
  if field.scopes then add("needs %s", table.concat(field.scopes, " or ")) end
  add("the address works for %s s", field.ttl_s)
  add("deprecated: %s", field.deprecated)
  add("unverified: %s", field.unverified)
  return table.concat(parts, "; ")
end

-- The field itself, or what a list or a map of it holds at last.
local function inmost(field)
  while field.item or field.values do field = field.item or field.values end
  return field
end

local function write_field(field, indent)
  emit(indent, field.name, field.required and " (required)" or "", ": ", facts_text(field))
  if field.doc then emit(indent, "    ", field.doc) end
  local inner = inmost(field)
  local choices = choices_text(inner)
  if choices ~= "" then
    emit(indent, inner.open and "    among others " or "    one of ", choices)
  end
  for _, child in ipairs(inner.fields or {}) do write_field(child, indent .. "  ") end
end

local function example_value(param)
  if param.default ~= nil then return tostring(param.default) end
  if param.type == "integer" then return "1" end
  return param.unit and "1618899376474" or "..."
end

local function example(schema)
  local words = { "lualark call", schema.name }
  for _, param in ipairs(schema.params) do
    if param.required then words[#words + 1] = param.name .. "=" .. example_value(param) end
  end
  return table.concat(words, " ")
end

local function limits_text(schema)
  local parts = {}
  for i, limit in ipairs(schema.limits) do
    parts[i] = ("%d in %d s"):format(limit.max, limit.window_ms // 1000)
  end
  return table.concat(parts, ", ")
end

local function repeats_text(schema)
  if schema.repeatable then return "sent again after a lost answer" end
  if schema.key then
    return ("sent again after a lost answer with a %s of your own"):format(schema.key)
  end
  return "not sent again after a lost answer"
end

local function pages_text(schema)
  if schema.inert_paging then return "all rows at once: the platform ignores page_token" end
  return schema.page and ("each and all read them; the items are %s"):format(schema.page)
end

-- Writes the facts that hold for the whole endpoint.
local function write_facts(schema)
  local function add(name, text)
    if text and text ~= "" then emit(("  %-7s %s"):format(name, text)) end
  end
  emit("  ", schema.method, " ", schema.path)
  add("limits", limits_text(schema))
  add("scopes", table.concat(schema.scopes or {}, " or "))
  add("fields", schema.field_scopes
    and "some need " .. table.concat(schema.field_scopes, " or ") or nil)
  add("apps", table.concat(schema.apps or {}, ", "))
  add("token", table.concat(schema.tokens or { schema.token or "tenant" }, " or "))
  add("repeats", repeats_text(schema))
  add("pages", pages_text(schema))
  add("also", table.concat(schema.aliases or {}, ", "))
  add("see", schema.url)
end

--- Writes everything about one endpoint.
function M.one(schema)
  emit(schema.name)
  emit("    ", schema.doc)
  if schema.deprecated then
    local by = schema.superseded_by
    local is_said = not by or schema.deprecated:find(by, 1, true)
    emit("    Deprecated: ", schema.deprecated, is_said and "" or (" Use %s."):format(by))
  end
  if schema.unverified then emit("    Unverified: ", schema.unverified) end
  emit()
  write_facts(schema)
  emit()
  emit("Parameters")
  for _, param in ipairs(schema.params) do write_field(param, "  ") end
  emit()
  emit("Returns")
  for _, field in ipairs(schema.returns) do write_field(field, "  ") end
  emit()
  emit("Example")
  emit("  ", example(schema))
end

--- Writes a line for each endpoint.
function M.list(names)
  for _, name in ipairs(names) do emit(("%-45s %s"):format(name, lark.schema(name).doc)) end
end

return M
