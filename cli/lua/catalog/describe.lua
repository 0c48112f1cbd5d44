-- SPDX-License-Identifier: MIT

--- Prints what the catalog says about endpoints and events.
local facts = require "lualark.catalog.facts"
local language = require "lualark.language"
local lark = require "lark"
local listed = require "lualark.listed"
local width = require "lark.render.width"
local words = require "lualark.words"

facts.speak(words, language.text)

local M = {}

local function emit(...)
  io.stdout:write(table.concat({ ... }), "\n")
end

local function type_text(field)
  if field.type == "array" then return words("array of %s", type_text(field.item)) end
  if field.values then return words("map of %s", type_text(field.values)) end
  if field.unit then return words("%s, %s since 1970", field.type, words(field.unit)) end
  if field.value_format == "digits" then return words "string, a number" end
  local own = field.format == "id" or field.format == "file"
  return own and words(field.format) or field.type
end

local function choices_text(field)
  local parts = {}
  for i, choice in ipairs(field.enum or {}) do
    local label = choice.en and language.label(choice)
    parts[i] = label and words("%s (%s)", tostring(choice.value), label) or tostring(choice.value)
  end
  return table.concat(parts, words ", ")
end

local function facts_text(field)
  return table.concat({ type_text(field), table.unpack(facts.field(field)) }, words "; ")
end

-- The field itself, or what a list or a map of it holds at last.
local function inmost(field)
  while field.item or field.values do field = field.item or field.values end
  return field
end

local function write_field(field, indent)
  emit(indent, field.name, field.required and words " (required)" or "", words ": ",
    facts_text(field))
  if field.doc then emit(indent, "    ", language.text(field, "doc")) end
  local inner = inmost(field)
  local choices = choices_text(inner)
  if choices ~= "" then
    emit(indent, "    ", words(inner.open and "among others %s" or "one of %s", choices))
  end
  for _, child in ipairs(inner.fields or {}) do write_field(child, indent .. "  ") end
end

local function example_value(param)
  if param.default ~= nil then return tostring(param.default) end
  if param.type == "integer" then return "1" end
  return param.unit and "1618899376474" or "..."
end

local function example(schema)
  local parts = { "lualark call", schema.name }
  for _, param in ipairs(schema.params) do
    if param.required then parts[#parts + 1] = param.name .. "=" .. example_value(param) end
  end
  return table.concat(parts, " ")
end

local function scopes_text(scopes) return listed(scopes, " or ") end

-- Writes the facts that hold for the whole endpoint.
local function write_facts(schema)
  local cells = math.max(7, width.of(words "limits"))
  local function add(name, text)
    if text and text ~= "" then emit("  ", width.pad(words(name), cells), " ", text) end
  end
  emit("  ", schema.method, " ", schema.path)
  add("limits", facts.limits(schema))
  add("scopes", scopes_text(schema.scopes or {}))
  add("fields", schema.field_scopes
    and words("some need %s", scopes_text(schema.field_scopes)) or nil)
  add("apps", listed(schema.apps or {}, ", "))
  add("token", facts.tokens(schema))
  add("repeats", facts.repeats(schema))
  add("pages", facts.pages(schema))
  add("also", table.concat(schema.aliases or {}, words ", "))
  add("see", schema.url)
end

local function write_unverified(schema)
  if schema.unverified then
    emit("    ", words("Unverified: %s", language.text(schema, "unverified")))
  end
end

local function write_event(schema)
  emit(schema.name)
  emit("    ", language.text(schema, "doc"))
  write_unverified(schema)
  emit()
  emit("  ", words "apps", " ", listed(schema.apps, ", "))
  emit()
  emit(words "Fields of the event")
  for _, field in ipairs(schema.fields) do write_field(field, "  ") end
  emit()
  emit(words "Example")
  emit(("  lark.events.on(%q, handler)"):format(schema.name))
end

--- Writes everything about one endpoint, or one type of event.
function M.one(schema)
  if schema.fields then return write_event(schema) end
  emit(schema.name)
  emit("    ", language.text(schema, "doc"))
  if schema.deprecated then
    local by, why = schema.superseded_by, language.text(schema, "deprecated")
    local is_said = not by or why:find(by, 1, true)
    emit("    ", words("Deprecated: %s", why), is_said and "" or words(" Use %s.", by))
  end
  write_unverified(schema)
  emit()
  write_facts(schema)
  emit()
  emit(words "Parameters")
  for _, param in ipairs(schema.params) do write_field(param, "  ") end
  emit()
  emit(words "Returns")
  for _, field in ipairs(schema.returns) do write_field(field, "  ") end
  emit()
  emit(words "Example")
  emit("  ", example(schema))
end

--- Writes a line for each name.
function M.list(names)
  for _, name in ipairs(names) do
    emit(("%-45s %s"):format(name, language.text(lark.schema(name), "doc")))
  end
end

return M
