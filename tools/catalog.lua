-- SPDX-License-Identifier: MIT

--- Turns the catalog (core/catalog/) into const C tables.
---
---     lua5.4 tools/catalog.lua CATALOG_DIR OUT.c FILE.lua ...
---
--- FILEs are those of the families, CATALOG_DIR/<family>/*.lua: `errors.lua` holds
--- error codes, `types.lua` what others import, every other file endpoints.
--- CATALOG_DIR/format.lua says what they may say. Strings, lists and shared types
--- are written once. The output depends on the input alone.

local catalog_dir, out_path = arg[1], arg[2]
local files = table.move(arg, 3, #arg, 1, {})
table.sort(files)

local format = dofile(catalog_dir .. "/format.lua")

-- ------------------------------------------------------------------- reading

local words = setmetatable({}, { __index = format.words })

local function load_file(path)
  -- Catalog files see the format's words and the few functions of the language
  -- that data needs.
  local chunk, err = loadfile(path, "t", words)
  if not chunk then error(err, 0) end
  return chunk()
end

-- `import "hire/types"`: what CATALOG_DIR/hire/types.lua returns.
local imported = {}
function words.import(name)
  imported[name] = imported[name] or load_file(catalog_dir .. "/" .. name .. ".lua")
  return imported[name]
end

-- Calls visit(family, content, path) for each file that is called `name`, or with
-- nil for each that holds endpoints.
local SPECIAL = { types = true, errors = true }
local function each_file(name, visit)
  for _, path in ipairs(files) do
    local family, base = path:match("([^/]+)/([^/]+)%.lua$")
    if base == name or name == nil and not SPECIAL[base] then
      visit(family, load_file(path), path)
    end
  end
end

local function read_endpoints()
  local found, list, seen = {}, {}, {}
  each_file(nil, function(family, endpoints, path)
    for name, facts in pairs(endpoints) do
      if found[name] then error(("%s: %s stands in %s too"):format(path, name, found[name]), 0) end
      found[name] = path
      list[#list + 1] = format.endpoint(name, facts, seen)
      if name:match("^[^.]+") ~= family then
        error(("%s: %s is of another family"):format(path, name), 0)
      end
    end
  end)
  table.sort(list, function(a, b) return a.name < b.name end)
  return list
end

-- The codes of all families, sorted. No code has two meanings: a caller asks for
-- one without saying where it met it.
local function read_codes()
  local list = {}
  each_file("errors", function(_, codes, path)
    for _, entry in ipairs(codes) do list[#list + 1] = format.code(entry, path) end
  end)
  table.sort(list, function(a, b) return a.first < b.first end)
  for i = 2, #list do
    if list[i - 1].last >= list[i].first then
      error(("%s: %d stands in %s too"):format(list[i].path, list[i].first, list[i - 1].path), 0)
    end
  end
  return list
end

-- ------------------------------------------------------------------- writing

local lines = {}
local function emit(text, ...)
  lines[#lines + 1] = select("#", ...) > 0 and text:format(...) or text
end

local function c_string(text)
  if text == nil then return "NULL" end
  return '"' .. text:gsub('[%c"\\]', function(char)
    return ("\\%03o"):format(char:byte())
  end) .. '"'
end

-- Each distinct table is written once and named after its number.
local count = {}
local function name_for(kind)
  count[kind] = (count[kind] or 0) + 1
  return ("%s_%d"):format(kind, count[kind])
end

local written = {}
local function once(kind, declaration, elements)
  local body = table.concat(elements, ",\n    ")
  local key = declaration .. body
  if not written[key] then
    written[key] = name_for(kind)
    emit("static const %s %s[] = {\n    %s};", declaration, written[key], body)
  end
  return written[key], #elements
end

-- "NULL, 0" or "names_3, 2"
local function list_of(kind, declaration, elements)
  if #elements == 0 then return "NULL", 0 end
  return once(kind, declaration, elements)
end

local function strings(list)
  local out = {}
  for i, text in ipairs(list or {}) do out[i] = c_string(text) end
  return list_of("strings", "char *const", out)
end

local function choice(value, en, zh)
  if type(value) == "string" then
    return ("{%s, 0, %s, %s}"):format(c_string(value), c_string(en), c_string(zh))
  end
  return ("{NULL, %d, %s, %s}"):format(value or 0, c_string(en), c_string(zh))
end

local function choices(enum)
  local out = {}
  for i, entry in ipairs(enum or {}) do out[i] = choice(entry.value, entry.en, entry.zh) end
  return list_of("choices", "lark_choice", out)
end

local field_pointers

local function item_of(item)
  if not item then return "NULL" end
  return field_pointers({ { name = "", doc = "", type = item } }, true)
end

local PLACES = { path = "LARK_IN_PATH", query = "LARK_IN_QUERY", body = "LARK_IN_BODY" }

local function field_text(field)
  local t = field.type
  local facts = {}
  local function fact(name, value) facts[#facts + 1] = ("." .. name .. " = %s"):format(value) end

  fact("name", c_string(field.name))
  fact("doc", c_string(field.doc))
  fact("type", "LARK_" .. t.type:upper())
  if field.place then fact("place", PLACES[field.place]) end
  if field.required then fact("required", "true") end
  if t.default ~= nil then
    fact("has_default", "true")
    fact("fallback", choice(t.default))
  end
  for _, bound in ipairs { "min", "max" } do
    if t[bound] then
      fact("has_" .. bound, "true")
      fact(bound, t[bound])
    end
  end
  for _, text in ipairs { "format", "unit", "id_type", "deprecated" } do
    if t[text] then fact(text, c_string(t[text])) end
  end
  if t.name then fact("type_name", c_string(t.name)) end
  if t.scopes then
    local array, n = strings(t.scopes)
    fact("scopes", array)
    fact("scope_count", n)
  end
  if t.enum then
    local array, n = choices(t.enum)
    fact("choices", array)
    fact("choice_count", n)
  end
  if t.item then fact("item", item_of(t.item)) end
  if t.fields then
    local array, n = field_pointers(t.fields)
    fact("fields", array)
    fact("field_count", n)
  end
  return "{" .. table.concat(facts, ",\n     ") .. "}"
end

local function field_name(field)
  local text = field_text(field)
  if not written[text] then
    written[text] = name_for("field")
    emit("static const lark_field %s =\n    %s;", written[text], text)
  end
  return "&" .. written[text]
end

-- The name of an array of pointers, or with `single` of the one field.
function field_pointers(fields, single)
  local out = {}
  for i, field in ipairs(fields) do out[i] = field_name(field) end
  if single then return out[1] end
  return list_of("fields", "lark_field *const", out)
end

local function endpoint_text(endpoint)
  local params, param_count = field_pointers(endpoint.params)
  local returns, return_count = field_pointers(endpoint.returns)
  local rates, errors = {}, {}
  for i, rate in ipairs(endpoint.limits) do
    rates[i] = ("{%d, %d}"):format(rate.max, rate.window_ms)
  end
  for i, code in ipairs(endpoint.errors) do errors[i] = tostring(code) end
  local limits, limit_count = list_of("rates", "lark_rate", rates)
  local scopes, scope_count = strings(endpoint.scopes)
  local field_scopes, field_scope_count = strings(endpoint.field_scopes)
  local codes, code_count = list_of("codes", "int32_t", errors)
  local apps = {}
  if endpoint.apps.custom then apps[#apps + 1] = "LARK_APP_CUSTOM" end
  if endpoint.apps.isv then apps[#apps + 1] = "LARK_APP_ISV" end

  return ([[
    {.name = %s,
     .doc = %s,
     .url = %s,
     .method = %s,
     .path = %s,
     .repeatable = %s,
     .page = %s,
     .apps = %s,
     .params = %s, .param_count = %d,
     .returns = %s, .return_count = %d,
     .limits = %s, .limit_count = %d,
     .scopes = %s, .scope_count = %d,
     .field_scopes = %s, .field_scope_count = %d,
     .errors = %s, .error_count = %d}]]):format(
    c_string(endpoint.name), c_string(endpoint.doc), c_string(endpoint.url),
    c_string(endpoint.method), c_string(endpoint.path),
    tostring(endpoint.repeatable), c_string(endpoint.page),
    table.concat(apps, " | "), params, param_count, returns, return_count,
    limits, limit_count, scopes, scope_count, field_scopes, field_scope_count,
    codes, code_count)
end

local KINDS = {
  config = "LARK_ECONFIG", auth = "LARK_EAUTH", permission = "LARK_EPERMISSION",
  rate_limit = "LARK_ERATELIMIT", api = "LARK_EAPI",
}
local REACTIONS = {
  ["fail"] = "LARK_FAIL", ["renew token"] = "LARK_RENEW_TOKEN",
  ["renew app token"] = "LARK_RENEW_APP_TOKEN", ["renew ticket"] = "LARK_RENEW_TICKET",
  ["hold"] = "LARK_HOLD", ["repeat"] = "LARK_REPEAT",
}

local function code_text(code)
  return ("{%d, %d, %s, %s, %s, %s}"):format(code.first, code.last, KINDS[code.kind],
    REACTIONS[code.reaction], c_string(code.meaning), c_string(code.hint))
end

local function write()
  emit("// Made by tools/catalog.lua from core/catalog/. Changes go there.")
  emit('#include "catalog.h"')
  local endpoints = {}
  for i, endpoint in ipairs(read_endpoints()) do endpoints[i] = endpoint_text(endpoint) end
  emit("const lark_endpoint lark_catalog_endpoints[] = {\n%s};", table.concat(endpoints, ",\n"))
  emit("const size_t lark_catalog_endpoint_count = %d;", #endpoints)

  local codes = {}
  for i, code in ipairs(read_codes()) do codes[i] = code_text(code) end
  emit("const lark_code lark_catalog_codes[] = {\n    %s};", table.concat(codes, ",\n    "))
  emit("const size_t lark_catalog_code_count = %d;", #codes)
end

write()
local file = assert(io.open(out_path, "wb"))
assert(file:write(table.concat(lines, "\n\n"), "\n"))
assert(file:close())
