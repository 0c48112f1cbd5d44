-- SPDX-License-Identifier: MIT

--- Turns the catalog (core/catalog/) into const C tables.
---
---     lua5.4 tools/catalog.lua CATALOG_DIR OUT.c FILE.lua ...
---
--- FILEs are those of the families, CATALOG_DIR/<family>/*.lua: `errors.lua` holds
--- error codes, `types.lua` what other files import, the rest endpoints.
--- CATALOG_DIR/format.lua says what they may say, and lists the members that are
--- written here. Strings, lists and shared types are written once. The output
--- depends on the input alone.

local catalog_dir, out_path = arg[1], arg[2]
local files = table.move(arg, 3, #arg, 1, {})
table.sort(files)

local format = dofile(catalog_dir .. "/format.lua")
local kinds = dofile(arg[0]:gsub("[^/]*$", "") .. "kinds.lua")

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

-- The files of endpoints (`kind` nil) or those of another kind, each as
-- `{ family, path, content }`.
local KINDS = { types = true, errors = true }
local function files_of(kind)
  local found = {}
  for _, path in ipairs(files) do
    local family, name = path:match("([^/]+)/([^/]+)%.lua$")
    if name == kind or kind == nil and not KINDS[name] then
      found[#found + 1] = { family = family, path = path, content = load_file(path) }
    end
  end
  return found
end

local function complain(path, message, ...)
  error(path .. ": " .. message:format(...), 0)
end

local function read_endpoints()
  local list, met, seen = {}, {}, {}
  for _, file in ipairs(files_of(nil)) do
    for name, facts in pairs(file.content) do
      if met[name] then complain(file.path, "%s stands in %s too", name, met[name]) end
      local family = tostring(name):match("^[^.]*")
      if family ~= file.family then
        complain(file.path, "%s belongs in %s/%s/", name, catalog_dir, family)
      end
      met[name] = file.path
      list[#list + 1] = format.endpoint(name, facts, seen)
    end
  end
  table.sort(list, function(a, b) return a.name < b.name end)
  return list
end

-- The codes of all families, sorted. A code has one meaning, whichever family an
-- answer came from.
local function read_codes()
  local list = {}
  for _, file in ipairs(files_of "errors") do
    for _, entry in ipairs(file.content) do
      local code = format.code(entry, file.path)
      code.path = file.path
      list[#list + 1] = code
    end
  end
  table.sort(list, function(a, b) return a.first < b.first end)
  for i = 2, #list do
    local before, code = list[i - 1], list[i]
    if before.last >= code.first then
      complain(code.path, "%d stands in %s too", code.first, before.path)
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

-- Writes each distinct `const` once and returns its name, a number after `stem`.
-- `declaration` is "type %s" or "type %s[]".
local count, written = {}, {}
local function once(stem, declaration, body)
  local key = declaration .. body
  if not written[key] then
    count[stem] = (count[stem] or 0) + 1
    written[key] = ("%s_%d"):format(stem, count[stem])
    emit("static const %s =\n    %s;", declaration:format(written[key]), body)
  end
  return written[key]
end

local function braces(elements)
  return "{" .. table.concat(elements, ",\n     ") .. "}"
end

local function map(list, f)
  local out = {}
  for i, item in ipairs(list) do out[i] = f(item) end
  return out
end

-- The array of a text in each locale, or of its labels.
local function by_locale(texts)
  local elements = {}
  for i, locale in ipairs(format.locales) do elements[i] = c_string(texts[locale]) end
  return once("texts", "char *const %s[]", braces(elements))
end

local function choice(value, labels)
  local text = type(value) == "string" and c_string(value) or "NULL"
  local number = math.type(value) == "integer" and value or 0
  return ("{%s, %d, %s, %s}"):format(text, number, c_string(labels.en), c_string(labels.zh))
end

-- WRITE[kind](set, c, value, member, shape) writes the initializers of one member:
-- set(name, text) adds one, and `c` has the member's names in C.
local WRITE = {}

-- Adds to the initializers those of the members that a plain shape has.
local function struct(members, shape, initializers)
  local function set(name, text) initializers[#initializers + 1] = "." .. name .. " = " .. text end
  for _, member in ipairs(members) do
    local value = shape[member[1]]
    if value ~= nil then WRITE[member[2]](set, kinds.of(member), value, member, shape) end
  end
  return initializers
end

-- An array of `elements` and their number.
local function set_array(set, c, elements, declaration)
  if #elements == 0 then return end
  set(c.name, once(c.name, declaration, braces(elements)))
  set(c.beside, #elements)
end

function WRITE.string(set, c, value) set(c.name, c_string(value)) end

function WRITE.text(set, c, value, member, shape)
  set(c.name, c_string(value))
  local texts = shape[member[1] .. "_in"]
  if texts then set(c.beside, by_locale(texts)) end
end

function WRITE.flag(set, c, value)
  if value then set(c.name, "true") end
end

function WRITE.word(set, c, value, member) set(c.name, kinds.constant(member, value)) end

function WRITE.words(set, c, value, member)
  local function constant(word) return kinds.constant(member, word) end
  set(c.name, #value > 0 and table.concat(map(value, constant), " | ") or "0")
end

function WRITE.bound(set, c, value)
  set(c.beside, "true")
  set(c.name, value)
end

function WRITE.value(set, c, value)
  set(c.beside, "true")
  set(c.name, choice(value, {}))
end

function WRITE.strings(set, c, value)
  set_array(set, c, map(value, c_string), "char *const %s[]")
end

function WRITE.integers(set, c, value)
  set_array(set, c, map(value, tostring), "int32_t %s[]")
end

function WRITE.limits(set, c, value)
  set_array(set, c, map(value, function(rate)
    return ("{%d, %d}"):format(rate.max, rate.window_ms)
  end), "lark_rate %s[]")
end

local function is_labelled(entry)
  for _, locale in ipairs(format.locales) do
    if entry[locale] then return true end
  end
end

function WRITE.enum(set, c, value)
  local labelled = false
  for _, entry in ipairs(value) do labelled = labelled or is_labelled(entry) end
  set_array(set, c, map(value, function(entry) return choice(entry.value, entry) end),
    "lark_choice %s[]")
  if labelled then
    set("label_in", once("labels", "char *const *const %s[]", braces(map(value, by_locale))))
  end
end

local function field_pointer(field)
  local members = format.members
  local initializers = struct(members.field, field, {})
  struct(members.param, field, initializers)
  struct(members.type, field.type, initializers)
  return "&" .. once("field", "lark_field %s", braces(initializers))
end

function WRITE.item(set, c, value)
  set(c.name, field_pointer { name = "", doc = "", type = value })
end

function WRITE.fields(set, c, value)
  set_array(set, c, map(value, field_pointer), "lark_field *const %s[]")
end

WRITE.params = WRITE.fields

local function endpoint_text(endpoint)
  return braces(struct(format.members.endpoint, endpoint, {}))
end

local function code_text(code)
  return braces(struct(format.members.code, code,
    { ".first = " .. code.first, ".last = " .. code.last }))
end

-- A public array and its length, as core/src/catalog.h declares them.
local function emit_list(declaration, name, elements)
  emit("const %s lark_catalog_%ss[] = {\n    %s};", declaration, name,
    table.concat(elements, ",\n    "))
  emit("const size_t lark_catalog_%s_count = %d;", name, #elements)
end

emit("// Made by tools/catalog.lua from core/catalog/. Changes go there.")
emit '#include "catalog.h"'
emit_list("lark_endpoint", "endpoint", map(read_endpoints(), endpoint_text))
emit_list("lark_code", "code", map(read_codes(), code_text))
emit_list("char *const", "locale", map(format.locales, c_string))

local file = assert(io.open(out_path, "wb"))
assert(file:write(table.concat(lines, "\n\n"), "\n"))
assert(file:close())
