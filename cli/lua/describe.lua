-- SPDX-License-Identifier: MIT

--- Prints what the catalog says about endpoints.
local lark = require "lark"

local M = {}

local function emit(...)
  io.stdout:write(table.concat({ ... }), "\n")
end

local function type_text(field)
  if field.type == "array" then return "array of " .. type_text(field.item) end
  if field.unit then return field.type .. ", ms since 1970" end
  return field.format == "id" and "id" or field.type
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
  if field.scopes then add("needs %s", table.concat(field.scopes, " or ")) end
  add("deprecated: %s", field.deprecated)
  return table.concat(parts, "; ")
end

local function write_field(field, indent)
  emit(indent, field.name, field.required and " (required)" or "", ": ", facts_text(field))
  if field.doc then emit(indent, "    ", field.doc) end
  local choices = choices_text(field)
  if choices ~= "" then emit(indent, "    one of ", choices) end
  local inner = field.fields or (field.item and field.item.fields)
  for _, child in ipairs(inner or {}) do write_field(child, indent .. "  ") end
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

--- Writes everything about one endpoint.
function M.one(schema)
  emit(schema.name)
  emit("    ", schema.doc)
  emit()
  emit("  ", schema.method, " ", schema.path)
  emit("  limits  ", limits_text(schema))
  emit("  scopes  ", table.concat(schema.scopes or {}, " or "))
  emit("  apps    ", table.concat(schema.apps or {}, ", "))
  if schema.url then emit("  see     ", schema.url) end
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
