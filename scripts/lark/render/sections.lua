-- SPDX-License-Identifier: MIT

--- Any value as a document of titled tables, charts and text, which every format can
--- draw.
local lark = require "lark"
local column = require "lark.column"
local report = require "lark.report"
local rows = require "lark.rows"
local words = require "lark.render.words"

--- @class lark.document
--- @field title? string
--- @field lang "en"|"zh"
--- @field words table               what a format says by itself
--- @field scalar? string            stands instead of parts
--- @field level integer            of the titles of tables: 2, or 3 below headings
--- @field parts lark.part[]
--- @field failed? lark.section      the rows that failed

--- A note or heading ({ kind=, text= }), a chart ({ kind=, title=, chart= }), or a
--- section.
--- @alias lark.part table

--- @class lark.section
--- @field kind "table"
--- @field title? string
--- @field columns table[]   see `lark.column`: each has key, title, align and read
--- @field rows table        as the script made them
--- @field totals? string[]  the text of each column's total, or false
--- @field record? boolean   one record, a member a line

local M = {}

local ARRAY = getmetatable(lark.array {})
local DEEPEST = 200

-- ------------------------------------------------------------------- what it is

-- An empty table that nobody marked may be either; it shows the same.
local function is_list(value)
  if getmetatable(value) == ARRAY or rows.is(value) then return true end
  if #value == 0 then return false end
  local count = 0
  for _ in pairs(value) do count = count + 1 end
  return count == #value
end

local function is_plain(value) return type(value) ~= "table" or column.has_text(value) end
local function is_object(value) return not is_plain(value) and not is_list(value) end

--- Whether `value` is a table that counts as a list of rows.
function M.is_list(value) return not is_plain(value) and is_list(value) end

-- ---------------------------------------------------------------------- the keys

-- Notes the keys of `value` in `keys`, those of nested objects as `key.member`:
-- true where some row has a value, else false.
local function note_keys(keys, key, value, depth)
  if depth > DEEPEST then error("a table is nested too deep, or holds itself", 0) end
  if type(value) == "table" and is_object(value) and next(value) ~= nil then
    for inner_key, inner in pairs(value) do
      local name = tostring(inner_key)
      note_keys(keys, key and key .. "." .. name or name, inner, depth + 1)
    end
    return
  end
  local is_missing = value == lark.null or type(value) == "table" and is_object(value)
  keys[key] = keys[key] or not is_missing
end

-- All keys that others begin with: `a` and `a.b` of `a.b.c`.
local function outer_keys(keys)
  local outer = {}
  for key in pairs(keys) do
    local around = key:match "^(.*)%.[^.]*$"
    while around and not outer[around] do
      outer[around] = true
      around = around:match "^(.*)%.[^.]*$"
    end
  end
  return outer
end

-- Where a key stands: as it is listed, or as the nearest thing around it is.
local function ranks(preferred)
  local places = {}
  for i, key in ipairs(preferred or {}) do places[key] = places[key] or i end
  return function(key)
    local name = key
    while name do
      if places[name] then return places[name] end
      name = name:match("^(.*)%.[^.]*$")
    end
    return math.huge
  end
end

local function sorted_keys(keys, preferred)
  local names, rank, outer = {}, ranks(preferred), outer_keys(keys)
  for key, has_value in pairs(keys) do
    -- `name` null in one row and an object in others is no column beside `name.zh_cn`.
    if has_value or not outer[key] then names[#names + 1] = key end
  end
  table.sort(names, function(a, b)
    local rank_a, rank_b = rank(a), rank(b)
    if rank_a ~= rank_b then return rank_a < rank_b end
    return a < b
  end)
  return names
end

local function keys_of(list, preferred)
  if rows.is(list) and list:keys() then return list:keys() end
  local keys = {}
  for i = 1, #list do
    local row = list[i]
    if is_object(row) then
      if next(row) ~= nil then note_keys(keys, nil, row, 1) end
    else
      note_keys(keys, "value", row, 1)
    end
  end
  return sorted_keys(keys, preferred)
end

-- -------------------------------------------------------------------- the columns

-- Lists and scalars may stand among the rows: each is its own `value`.
local function tolerant(one)
  local read = one.read
  function one.read(row)
    if is_object(row) then return read(row) end
    if one.key == "value" and row ~= lark.null then return row end
  end
end

-- Numbers stand right, by the column's type or because all of them are numbers.
local function alignment(one, list)
  local found = false
  for i = 1, #list do
    local value = one.read(list[i])
    if value ~= nil and type(value) ~= "number" then return "left" end
    found = found or value ~= nil
  end
  return found and "right" or "left"
end

local function all_objects(list)
  for i = 1, #list do
    if not is_object(list[i]) then return false end
  end
  return true
end

-- Columns of keys, or those that the report has, which stay as they are.
local function completed(columns, list)
  local whole, objects = {}, all_objects(list)
  for i, given in ipairs(columns) do
    local one = {}
    if type(given) == "string" then given = column.of(given) end
    for fact, value in pairs(given) do one[fact] = value end
    if not objects then tolerant(one) end
    one.align = one.align or alignment(one, list)
    whole[i] = one
  end
  return whole
end

local function totals_of(columns, list)
  local texts, any = {}, false
  for i, one in ipairs(columns) do
    local _, text = column.total(one, list)
    texts[i] = text or false
    any = any or one.total ~= nil
  end
  return any and texts or nil
end

--- One section from a list.
--- @param title? string
--- @param list table
--- @param columns? table[]  which to show; without them all, by `preferred`
--- @param preferred? string[]
--- @return lark.section
function M.section(title, list, columns, preferred)
  local whole = completed(columns or keys_of(list, preferred), list)
  return { kind = "table", title = title, rows = list, columns = whole,
    totals = totals_of(whole, list) }
end

--- What a cell shows; nil where it is missing.
--- @param one table  a section's column
--- @param row any
--- @return string? text
--- @return any value
function M.cell(one, row)
  local value = one.read(row)
  if value == nil then return nil end
  return column.text(one, value, row), value
end

--- The numbers of a chart, as a section.
--- @param part lark.part
--- @return lark.section
function M.of_chart(part)
  local chart, list = part.chart, lark.array {}
  local columns = { column.of { key = "x", title = chart.x } }
  for at, series in ipairs(chart.series) do
    columns[at + 1] = column.of { key = "y" .. at, title = series.name, align = "right" }
  end
  for i, category in ipairs(chart.categories) do
    list[i] = { x = category }
    for at, texts in ipairs(chart.texts) do
      list[i]["y" .. at] = texts[i] ~= "" and texts[i] or nil
    end
  end
  return M.section(part.title, list, columns)
end

-- One record, a member a line.
local function record(value, preferred)
  local keys, list = {}, lark.array {}
  if next(value) ~= nil then note_keys(keys, nil, value, 1) end
  for i, key in ipairs(sorted_keys(keys, preferred)) do
    list[i] = { key = key, value = column.of(key).read(value) }
  end
  local section = M.section(nil, list, #list > 0 and { "key", "value" } or {})
  section.record = true
  for _, one in ipairs(section.columns) do one.align = "left" end
  return section
end

-- -------------------------------------------------------------- the rows that failed

--- The list without the rows that failed: lark.map leaves `false` in their place.
--- @param list table
--- @param errors? table
--- @return table
function M.kept(list, errors)
  if not errors or rows.is(list) then return list end
  local kept = lark.array {}
  for i = 1, #list do
    if not (list[i] == false and errors[i] ~= nil) then kept[#kept + 1] = list[i] end
  end
  return kept
end

-- An error as a row: a table that tells more (`row`, an id, `error`) shows whole.
local function failure(i, err)
  if is_plain(err) then return { row = i, error = tostring(err) } end
  local row = { row = i }
  for key, value in pairs(err) do row[key] = value end
  row.error = row.error ~= nil and tostring(row.error) or nil
  return row
end

-- `row` first and the error itself last; what else there is stands between.
local function failure_order(list)
  local names, seen = {}, { row = true, error = true }
  for _, row in ipairs(list) do
    for name in pairs(row) do
      if not seen[name] then names[#names + 1] = tostring(name) end
      seen[name] = true
    end
  end
  table.sort(names)
  table.insert(names, 1, "row")
  names[#names + 1] = "error"
  return names
end

-- A run that was interrupted leaves thousands of rows that failed for that reason.
local function is_cancelled(err)
  if type(err) ~= "table" then return false end
  local own = is_plain(err) and err or err.error
  return type(own) == "table" and own.kind == "cancelled"
end

--- The rows that failed, as rows: their place, what the script says of them, and
--- the error's line; nil where none did. Those that were cancelled are one row together.
--- @param errors? table  what lark.map returned second
--- @return table?
function M.failures(errors)
  local places, cancelled, list = {}, 0, lark.array {}
  for i, err in pairs(errors or {}) do
    if math.type(i) == "integer" then
      if is_cancelled(err) then cancelled = cancelled + 1 else places[#places + 1] = i end
    end
  end
  table.sort(places)
  for n, i in ipairs(places) do list[n] = failure(i, errors[i]) end
  if cancelled > 0 then
    list[#list + 1] = { error = ("%d were cancelled before they were read"):format(cancelled) }
  end
  return #list > 0 and list or nil
end

local function failed(errors, title)
  local list = M.failures(errors)
  return list and M.section(title, list, nil, failure_order(list))
end

-- ------------------------------------------------------------------- the document

local function report_parts(value, preferred)
  local parts = {}
  for i, part in ipairs(value.parts) do
    parts[i] = part.kind ~= "table" and part
      or M.section(part.title, part.rows, part.columns, preferred)
  end
  return parts
end

--- @param value any
--- @param options lark.render.options
--- @return lark.document
function M.of(value, options)
  local lang = report.is(value) and value.lang or "en"
  local document = {
    title = options.title, lang = lang, words = words[lang], level = 2, parts = {},
  }
  document.failed = failed(options.errors, document.words.failed)
  if value == nil then return document end
  if report.is(value) then
    document.title = value.title
    document.parts = report_parts(value, options.columns)
    for _, part in ipairs(document.parts) do
      if part.kind == "heading" then document.level = 3 end
    end
  elseif is_plain(value) then
    document.scalar = value == lark.null and "" or column.plain(value)
  elseif is_list(value) then
    local kept = M.kept(value, options.errors)
    document.parts[1] = M.section(nil, kept, nil, options.columns)
  else
    document.parts[1] = record(value, options.columns)
  end
  return document
end

return M
