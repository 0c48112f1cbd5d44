-- SPDX-License-Identifier: MIT

--- Columns of dates and numbers, which a script declares: what spreadsheets made of them is read.
---
---     csv.read("ids.csv", { "talent_id", hired = "time", amount = "number" })
---
--- A time becomes milliseconds since 1970, a number its plain digits; both stay texts. A text
--- that may be read in two ways is read as the others of its column are, where these leave no
--- doubt. Else it stays as it is, with a note.
local column = { number = require "lark.csv.number", time = require "lark.csv.date" }
local finish = require "lark.rows.work"
local gather = require "lark.rows.gather"
local names_of = require "lark.names"
local say = require "lark.say"

local M = {}

-- "time mdy" as its reader and its style; nil for what is no type.
local function type_of(text)
  local name, style = tostring(text):match "^(%l+) ?(%l*)$"
  local reader = name and column[name]
  if not reader then return nil end
  if style == "" then return reader end
  for _, known in ipairs(reader.styles) do
    if known == style then return reader, style end
  end
end

--- Parts what a script wants of a file: the columns that have ids, and those of a type. Raises
--- for an unknown type, at the caller's caller.
--- @param wanted? table
--- @return string[] ids
--- @return table<string, string> types
--- @return string[] all  the columns that the header must have
function M.split(wanted)
  local ids, types, typed = {}, {}, {}
  for i, name in ipairs(wanted or {}) do ids[i] = name end
  for _, name in ipairs(names_of(wanted)) do
    if type(name) == "string" then
      local given = wanted[name]
      if not type_of(given) then
        error(say('csv: column %s: no type %q; there are number and time, also as "number point", '
          .. '"number comma", "time mdy" and "time dmy"', name, tostring(given)), 3)
      end
      types[name], typed[#typed + 1] = given, name
    end
  end
  local all = table.move(ids, 1, #ids, 1, {})
  return ids, types, table.move(typed, 1, #typed, #all + 1, all)
end

-- The different texts of a column: a list of { text, count, row }.
local function texts_of(grid, place)
  local work, list = grid:grouping({ place }, { { "key", place }, { "rows" } }), {}
  local count = finish(work)
  local firsts = work:firsts()
  while #list < count do
    for _, one in ipairs(work:rows(#list + 1, { "text", "count" })) do
      one.row = firsts:id(#list + 1)
      list[#list + 1] = one
    end
  end
  return list
end

-- The style that the texts of a column leave no doubt about; nil if there is none.
local function style_of(texts, reader)
  local found = {}
  for _, one in ipairs(texts) do
    local readings = one.readings
    if type(readings) == "table" then
      local only
      for _, style in ipairs(reader.styles) do
        if readings[style] then only = only == nil and style or false end
      end
      if only then found[only] = true end
    end
  end
  local first, second = found[reader.styles[1]], found[reader.styles[2]]
  if first and second then return nil, true end
  return first and reader.styles[1] or second and reader.styles[2] or nil
end

-- The value of a text; nil, and whether it can be read in two ways.
local function decide(one, reader, style, conflict)
  local readings = one.readings
  if type(readings) ~= "table" then return readings end
  local both = readings[reader.styles[1]] and readings[reader.styles[2]]
  if style then return readings[style] end
  if not both then return readings[reader.styles[1]] or readings[reader.styles[2]] end
  local default = not conflict and reader.default(one.text)
  return default and readings[default] or nil, true
end

-- Reads the texts of a column: each gets its `value`. Returns notes.
local function read_texts(grid, place, name, texts, given, zone)
  local reader, style = type_of(given)
  for _, one in ipairs(texts) do one.readings = reader.read(one.text, zone) end
  local conflict
  if not style then style, conflict = style_of(texts, reader) end
  local notes = {}
  local function note(kind, one)
    local seen = notes[kind]
    if seen then
      seen.more = seen.more + one.count
      return
    end
    seen = { one = one, more = one.count - 1, ambiguous = kind == "ambiguous" }
    notes[kind], notes[#notes + 1] = seen, seen
  end
  for _, one in ipairs(texts) do
    local value, ambiguous = decide(one, reader, style, conflict)
    one.value = value or one.text
    if not value and one.text ~= "" then note(ambiguous and "ambiguous" or "none", one) end
  end
  local said = {}
  for i, seen in ipairs(notes) do
    local line, text = grid:line(seen.one.row, place), seen.one.text
    said[i] = seen.ambiguous
      and say('line %d, column %s: "%s" may be read in two ways; it stays a text: %s', line, name,
        text, say(reader.doubt))
      or say('line %d, column %s: "%s" is no %s; it stays a text', line, name, text,
        say(reader.what))
    if seen.more > 0 then said[i] = say("%s; likewise in %d more", said[i], seen.more) end
  end
  return said
end

-- A name that none of the columns has.
local function free_name(names, start)
  local taken, name = {}, start
  for _, one in ipairs(names) do taken[one] = true end
  while taken[name] do name = name .. "_" end
  return name
end

-- The grid with the values of a column in the place of its texts.
local function replaced(grid, place, texts)
  local names, changed, list = grid:names(), false, {}
  local from, to = free_name(names, "text"), free_name(names, "value")
  for i, one in ipairs(texts) do
    changed = changed or one.value ~= one.text
    list[i] = { [from] = one.text, [to] = one.value }
  end
  if not changed then return grid end
  local wish = gather.wish()
  wish:column(from)
  wish:column(to)
  local joined = finish(grid:joining(gather.columns(list, wish), { place }, { 1 }, true))
  local columns = {}
  for i, name in ipairs(names) do columns[i] = { i == place and #names + 2 or i, name } end
  return joined:select(columns)
end

--- The grid with the values of the columns that have a type; and notes on what stays a text.
--- @param grid lark.grid  of a CSV
--- @param types table<string, string>
--- @param zone? string    of dates; the machine's
--- @return lark.grid
--- @return string[] notes
function M.convert(grid, types, zone)
  local notes, made = {}, grid
  for place, name in ipairs(grid:names()) do
    if types[name] and #grid > 0 then
      local texts = texts_of(grid, place)
      table.move(read_texts(grid, place, name, texts, types[name], zone), 1, 2, #notes + 1, notes)
      made = replaced(made, place, texts)
    end
  end
  return made, notes
end

return M
