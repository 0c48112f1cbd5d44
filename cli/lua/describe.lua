-- SPDX-License-Identifier: MIT

--- Prints what the catalog says about endpoints.
local facts = require "lualark.facts"
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
  return table.concat({ type_text(field), table.unpack(facts.field(field)) }, "; ")
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

-- Writes the facts that hold for the whole endpoint.
local function write_facts(schema)
  local function add(name, text)
    if text and text ~= "" then emit(("  %-7s %s"):format(name, text)) end
  end
  emit("  ", schema.method, " ", schema.path)
  add("limits", facts.limits(schema))
  add("scopes", table.concat(schema.scopes or {}, " or "))
  add("fields", schema.field_scopes
    and "some need " .. table.concat(schema.field_scopes, " or ") or nil)
  add("apps", table.concat(schema.apps or {}, ", "))
  add("token", facts.tokens(schema))
  add("repeats", facts.repeats(schema))
  add("pages", facts.pages(schema))
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
