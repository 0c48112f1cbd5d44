-- SPDX-License-Identifier: MIT

--- Turns the catalog (core/catalog/) into const C tables.
---
---     lua5.4 tools/catalog.lua CATALOG_DIR OUT.c FILE.lua ...
---
--- FILEs are those of the families, CATALOG_DIR/<family>/*.lua: `errors*.lua` hold
--- error codes, `events*.lua` events, `types.lua` what other files import, the rest endpoints.
--- read_catalog.lua reads them, and CATALOG_DIR/format.lua lists the members that are
--- written here. Strings, lists and shared types are written once. The output depends
--- on the input alone.

local catalog_dir, out_path = arg[1], arg[2]
local files = table.move(arg, 3, #arg, 1, {})

local tools = arg[0]:gsub("[^/]*$", "")
local kinds = dofile(tools .. "kinds.lua")
local catalog = dofile(tools .. "read_catalog.lua")(catalog_dir, files)
local format = catalog.format

-- ------------------------------------------------------------------- writing

-- The tables hold no pointers, so that a program which loads them has nothing to
-- relocate and no page to write to: text is an offset into one long string, and a
-- record is a run of 32-bit words that core/src/catalog/unpack.c turns into a struct
-- when somebody asks for it. core/src/catalog/tables.h says how a record reads.

local lines = {}
local function emit(text, ...)
  lines[#lines + 1] = select("#", ...) > 0 and text:format(...) or text
end

-- Offsets of the texts, each of which stands once. 0 is no text.
local texts, text_list, text_end = {}, {}, 1
local function text(string)
  if string == nil then return 0 end
  if not texts[string] then
    texts[string] = text_end
    text_list[#text_list + 1] = string
    text_end = text_end + #string + 1
  end
  return texts[string]
end

-- How much room unpacking needs for each kind of element.
local room = { strings = 0, choices = 0, labels = 0, fields = 0, lists = 0 }

-- Stands in a record for the room that unpacking it takes, until it is known that the
-- record is a new one.
local function slot(pool, count) return { pool = pool, count = count } end

-- The record as text, the same for all records that say the same.
local function key_of(out)
  local parts = {}
  for i, word in ipairs(out) do
    parts[i] = type(word) == "table" and word.pool .. word.count or tostring(word)
  end
  return table.concat(parts, " ")
end

-- Adds the room that a record takes, and returns its words.
local function reserve(out)
  local words = {}
  for _, word in ipairs(out) do
    if type(word) == "table" then
      room[word.pool] = room[word.pool] + word.count
    else
      words[#words + 1] = word
    end
  end
  return words
end

local record_words, integers, rates = {}, {}, {}

local function low(integer) return integer & 0xffffffff end
local function high(integer) return integer >> 32 & 0xffffffff end

-- Appends to an array and returns where the run begins.
local function append(array, items)
  local at = #array
  table.move(items, 1, #items, at + 1, array)
  return at
end

-- The same for integers, where a run of the same ones may stand already.
local integer_runs = {}
local function integers_at(list)
  local key = table.concat(list, " ")
  integer_runs[key] = integer_runs[key] or append(integers, list)
  return integer_runs[key]
end

-- The members of all structs, in the order in which records number them.
local members, member_number = {}, {}
for _, list in ipairs { { "endpoint", "lark_endpoint" }, { "field", "lark_field" },
  { "param", "lark_field" }, { "type", "lark_field" }, { "event", "lark_event_type" },
  { "code", "lark_code" } } do
  for _, member in ipairs(format.members[list[1]]) do
    member_number[member] = #members
    members[#members + 1] = { member = member, struct = list[2] }
  end
end

-- WRITE[kind](out, value, member, shape) appends what a record says of one member.
local WRITE = {}

-- Appends the members that a plain shape has; returns how many.
local function write_members(list, shape, out)
  local count = 0
  for _, member in ipairs(list) do
    local value = shape[member[1]]
    if value ~= nil and value ~= false then
      count = count + 1
      out[#out + 1] = member_number[member]
      WRITE[member[2]](out, value, member, shape)
    end
  end
  return count
end

-- A record: how many members, then each.
local function record(lists, shapes)
  local out = { 0 }
  for i, list in ipairs(lists) do out[1] = out[1] + write_members(list, shapes[i], out) end
  return out
end

local function put(out, ...)
  for i = 1, select("#", ...) do out[#out + 1] = (select(i, ...)) end
end

function WRITE.string(out, value) put(out, text(value)) end

local function put_locales(out, by_locale)
  for _, locale in ipairs(format.locales) do put(out, text(by_locale[locale])) end
end

function WRITE.text(out, value, member, shape)
  local translated = shape[member[1] .. "_in"]
  put(out, text(value), translated and 1 or 0)
  if not translated then return end
  put(out, slot("strings", #format.locales))
  put_locales(out, translated)
end

function WRITE.flag() end

function WRITE.word(out, value, member) put(out, kinds.constant(member, value)) end

function WRITE.words(out, value, member)
  local constants = { "0" }
  for i, word in ipairs(value) do constants[i] = kinds.constant(member, word) end
  put(out, table.concat(constants, " | "))
end

function WRITE.bound(out, value) put(out, low(value), high(value)) end

local function put_choice(out, value)
  local is_text = type(value) == "string"
  local number = math.type(value) == "integer" and value or 0
  put(out, is_text and text(value) or 0, low(number), high(number))
end

function WRITE.value(out, value) put_choice(out, value) end

function WRITE.strings(out, value)
  put(out, #value, slot("strings", #value))
  for _, string in ipairs(value) do put(out, text(string)) end
end

function WRITE.integers(out, value) put(out, #value, integers_at(value)) end

function WRITE.limits(out, value) put(out, #value, append(rates, value)) end

local function is_labelled(entry)
  for _, locale in ipairs(format.locales) do
    if entry[locale] then return true end
  end
end

function WRITE.enum(out, value)
  local labelled = false
  for _, entry in ipairs(value) do labelled = labelled or is_labelled(entry) end
  put(out, #value, slot("choices", #value), labelled and 1 or 0)
  if labelled then
    put(out, slot("labels", #value), slot("strings", #value * #format.locales))
  end
  for _, entry in ipairs(value) do
    put_choice(out, entry.value)
    put(out, text(entry.en), text(entry.zh))
    if labelled then put_locales(out, entry) end
  end
end

-- Where each distinct field's record begins, and its number by what it says.
local field_starts, field_numbers = {}, {}

-- The number of a field, whose record is written once.
local function field_number(field)
  local all = format.members
  local out = record({ all.field, all.param, all.type }, { field, field, field.type })
  local key = key_of(out)
  if not field_numbers[key] then
    field_numbers[key] = #field_starts
    field_starts[#field_starts + 1] = append(record_words, reserve(out))
  end
  return field_numbers[key]
end

function WRITE.item(out, value) put(out, field_number { name = "", doc = "", type = value }) end

function WRITE.fields(out, value)
  put(out, #value, slot("lists", #value))
  for _, field in ipairs(value) do put(out, field_number(field)) end
end

WRITE.params = WRITE.fields

-- The names and aliases, sorted, each with the number of its endpoint.
local function names_of(endpoints)
  local names = {}
  for i, endpoint in ipairs(endpoints) do
    names[#names + 1] = { endpoint.name, i - 1 }
    for _, alias in ipairs(endpoint.aliases) do names[#names + 1] = { alias, i - 1 } end
  end
  table.sort(names, function(a, b) return a[1] < b[1] end)
  for i = 2, #names do
    if names[i][1] == names[i - 1][1] then error(names[i][1] .. " names two endpoints", 0) end
  end
  return names
end

-- FNV-1a; core/src/catalog/catalog.c reckons the same.
local function hash_of(name)
  local hash = 2166136261
  for i = 1, #name do hash = (hash ~ name:byte(i)) * 16777619 & 0xffffffff end
  return hash
end

-- Open addressing: the number of each key, from 1 on, in the first free slot from its
-- hash on. At most a quarter of the slots are taken, so that most are found at once.
local function slots_of(keys)
  local size, slots = 16, {}
  while size < 4 * #keys do size = size * 2 end
  for i = 1, size do slots[i] = 0 end
  for i, key in ipairs(keys) do
    local at = hash_of(key) & (size - 1)
    while slots[at + 1] ~= 0 do at = (at + 1) & (size - 1) end
    slots[at + 1] = i
  end
  return slots
end

-- The keys of routes: each endpoint's method and path, with ':' for a parameter; and
-- the sets of segments that are parameters.
local function routes_of(endpoints)
  local MOST = 32 -- segments that may be parameters
  local keys, forms, seen = {}, {}, {}
  for i, endpoint in ipairs(endpoints) do
    local form, segment = 0, 0
    local path = endpoint.path:gsub("[^/]*", function(part)
      local is_param = part:sub(1, 1) == ":"
      if is_param then
        if segment >= MOST then error(endpoint.name .. " has too long a path", 0) end
        form = form | 1 << segment
      end
      segment = segment + 1
      return is_param and ":" or part
    end)
    keys[i] = endpoint.method .. path
    if not seen[form] then
      seen[form] = true
      forms[#forms + 1] = form
    end
  end
  table.sort(forms)
  return slots_of(keys), forms
end

-- The set of a name's letters; core/src/base/suggest.c reckons the same.
local function letters_of(name)
  local letters = 0
  for i = 1, #name do letters = letters | 1 << (name:byte(i) & 31) end
  return letters
end

-- The indices of names by length, for suggestions, and where each length begins among
-- them. Longer names are never suggested.
local function lengths_of(names)
  local LONGEST = 63
  local by_length, starts = {}, {}
  for length = 0, LONGEST do
    starts[#starts + 1] = #by_length
    for i, name in ipairs(names) do
      if #name[1] == length then by_length[#by_length + 1] = i - 1 end
    end
  end
  starts[#starts + 1] = #by_length
  return by_length, starts
end

local function c_string(string)
  return '"' .. string:gsub('[%c"\\]', function(char)
    return ("\\%03o"):format(char:byte())
  end) .. '\\0"'
end

-- An array, several numbers or one row a line.
local function emit_array(declaration, elements)
  local each = type(elements[1]) == "number" and 12 or 1
  if #elements == 0 then elements = { "{0}" } end
  emit("const %s[] = {", declaration)
  for i = 1, #elements, each do
    emit("    %s,", table.concat(elements, ", ", i, math.min(i + each - 1, #elements)))
  end
  emit "};"
end

local function map(list, f)
  local out = {}
  for i, item in ipairs(list) do out[i] = f(item) end
  return out
end

local endpoints, codes = catalog.endpoints, catalog.codes
local endpoint_rows = map(endpoints, function(endpoint)
  local start = append(record_words, reserve(record({ format.members.endpoint }, { endpoint })))
  return ("{%d, %d, %d, %d, %d, %d}"):format(text(endpoint.name), start,
    integers_at(endpoint.errors), #endpoint.errors, text(endpoint.method), text(endpoint.path))
end)
local code_rows = map(codes, function(code)
  local start = append(record_words, reserve(record({ format.members.code }, { code })))
  return ("{%d, %d, %d}"):format(code.first, code.last, start)
end)
local event_rows = map(catalog.events, function(event)
  local start = append(record_words, reserve(record({ format.members.event }, { event })))
  return ("{%d, %d}"):format(text(event.name), start)
end)
local names = names_of(endpoints)
local by_length, lengths = lengths_of(names)
local slots = slots_of(map(names, function(name) return name[1] end))
local routes, forms = routes_of(endpoints)
local name_rows = map(names, function(name)
  return ("{%d, %d, %d, %d}"):format(text(name[1]), letters_of(name[1]), #name[1], name[2])
end)
local member_rows = map(members, function(entry)
  local c = kinds.of(entry.member)
  return ("{LARK_CATALOG_%s, offsetof(%s, %s), %s}"):format(entry.member[2]:upper(), entry.struct,
    c.name, c.beside and ("offsetof(%s, %s)"):format(entry.struct, c.beside) or "0")
end)

local function emit_count(name, count)
  emit("const size_t lark_catalog_%s_count = %d;", name, count)
end

-- Room that is filled in when it is asked for.
local function emit_room(declaration, count)
  emit("%s[%d];", declaration, math.max(count, 1))
end

local locale_texts = map(format.locales, text)

emit "// Made by tools/catalog.lua from core/catalog/. Changes go there."
emit '#include "tables.h"\n'
emit '#pragma GCC diagnostic ignored "-Woverlength-strings"'
emit 'const char lark_catalog_text[] =\n    "\\0"'
for _, string in ipairs(text_list) do emit("    %s", c_string(string)) end
emit "    ;\n"
emit_array("uint32_t lark_catalog_locales", locale_texts)
emit_count("locale", #format.locales)
emit_array("lark_catalog_member lark_catalog_members", member_rows)
emit_array("uint32_t lark_catalog_words", record_words)
emit_array("int32_t lark_catalog_integers", integers)
emit_array("lark_rate lark_catalog_rates", map(rates, function(rate)
  return ("{%d, %d}"):format(rate.max, rate.window_ms)
end))
emit_array("uint32_t lark_catalog_fields", field_starts)
emit_array("lark_catalog_name lark_catalog_names", name_rows)
emit_count("name", #name_rows)
emit_array("uint16_t lark_catalog_by_length", by_length)
emit_array("uint16_t lark_catalog_lengths", lengths)
emit_array("uint16_t lark_catalog_slots", slots)
emit("const uint32_t lark_catalog_slot_mask = %d;", #slots - 1)
emit_array("uint32_t lark_catalog_forms", forms)
emit_count("form", #forms)
emit_array("uint16_t lark_catalog_routes", routes)
emit("const uint32_t lark_catalog_route_mask = %d;", #routes - 1)
emit_array("lark_catalog_endpoint lark_catalog_endpoints", endpoint_rows)
emit_count("endpoint", #endpoints)
emit_array("lark_catalog_code lark_catalog_codes", code_rows)
emit_count("code", #codes)
emit_array("lark_catalog_event lark_catalog_events", event_rows)
emit_count("event", #catalog.events)
emit_room("lark_endpoint lark_unpacked_endpoints", #endpoints)
emit_room("lark_code lark_unpacked_codes", #codes)
emit_room("bool lark_endpoint_unpacked", #endpoints)
emit_room("bool lark_code_unpacked", #codes)
emit_room("lark_event_type lark_unpacked_events", #catalog.events)
emit_room("bool lark_event_unpacked", #catalog.events)
assert(#field_starts < 0xffff, "fields are numbered with 16 bits")
emit_room("lark_field lark_unpacked_fields", #field_starts)
emit_room("uint16_t lark_field_places", #field_starts)
emit_room("const lark_field *lark_unpacked_lists", room.lists)
emit_room("const char *lark_unpacked_strings", room.strings)
emit_room("lark_choice lark_unpacked_choices", room.choices)
emit_room("const char *const *lark_unpacked_labels", room.labels)

local file = assert(io.open(out_path, "wb"))
assert(file:write(table.concat(lines, "\n"), "\n"))
assert(file:close())
