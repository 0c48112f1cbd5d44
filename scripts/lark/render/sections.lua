-- SPDX-License-Identifier: MIT

--- Any value as titled tables of flat rows, which every format can draw.
local lark = require "lark"
local report = require "lark.report"
local cell = require "lark.render.cell"

--- @class lark.document
--- @field title? string
--- @field notes string[]
--- @field scalar? string            stands instead of sections
--- @field sections lark.section[]
--- @field failed? lark.section      the rows that failed

--- @class lark.section
--- @field title? string
--- @field columns lark.report.column[]  each with key, title and align
--- @field rows table<string, any>[]     flat: strings, numbers, booleans; nil is missing

local M = {}

local ARRAY = getmetatable(lark.array {})
local DEEPEST = 200

-- An empty table that nobody marked may be either; it shows the same.
local function is_list(value)
  if getmetatable(value) == ARRAY then return true end
  local count = 0
  for _ in pairs(value) do count = count + 1 end
  return count > 0 and count == #value
end

-- Errors are tables, but they show as their one line.
local function has_text(value)
  local meta = getmetatable(value)
  return type(meta) == "table" and meta.__tostring ~= nil
end

local function is_plain(value) return type(value) ~= "table" or has_text(value) end

local function joined(list)
  local texts = {}
  for i, item in ipairs(list) do
    if not is_plain(item) then return lark.encode(list) end
    texts[i] = cell.text(item)
  end
  return table.concat(texts, "; ")
end

-- Puts `value` into the flat `row` as `key`, or its members as `key.member`.
-- `keys[k]` is true where some row has a value, else false.
local function flatten(row, keys, key, value, depth)
  if depth > DEEPEST then error("a table is nested too deep, or holds itself", 0) end
  if value == lark.null then value = nil end
  if not is_plain(value) then
    if is_list(value) then
      value = joined(value)
    elseif next(value) == nil then
      value = nil
    else
      for inner_key, inner in pairs(value) do
        local name = tostring(inner_key)
        flatten(row, keys, key and key .. "." .. name or name, inner, depth + 1)
      end
      return
    end
  end
  key = key or "value"
  row[key] = has_text(value) and tostring(value) or value
  keys[key] = keys[key] or value ~= nil
end

-- `name` null in one row and an object in others is no column beside `name.zh_cn`.
local function is_covered(key, keys)
  if keys[key] then return false end
  for other in pairs(keys) do
    if other:sub(1, #key + 1) == key .. "." then return true end
  end
  return false
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
  local names, rank = {}, ranks(preferred)
  for key in pairs(keys) do
    if not is_covered(key, keys) then names[#names + 1] = key end
  end
  table.sort(names, function(a, b)
    local rank_a, rank_b = rank(a), rank(b)
    if rank_a ~= rank_b then return rank_a < rank_b end
    return a < b
  end)
  return names
end

-- Numbers stand right, by the column's type or because all of them are numbers.
local function alignment(column, rows)
  if column.align then return column.align end
  if column.type then return column.type == "text" and "left" or "right" end
  local found = false
  for _, row in ipairs(rows) do
    local value = row[column.key]
    if value ~= nil and type(value) ~= "number" then return "left" end
    found = found or value ~= nil
  end
  return found and "right" or "left"
end

local function completed(columns, rows)
  local list = {}
  for i, column in ipairs(columns) do
    if type(column) == "string" then column = { key = column } end
    list[i] = {
      key = column.key, title = column.title or column.key,
      type = column.type, align = alignment(column, rows),
    }
  end
  return list
end

--- One section from a list.
--- @param title? string
--- @param list table
--- @param columns? lark.report.column[]  which to show; without them all, by `preferred`
--- @param preferred? string[]
--- @return lark.section
function M.section(title, list, columns, preferred)
  local rows, keys = {}, {}
  for i = 1, #list do
    rows[i] = {}
    flatten(rows[i], keys, nil, list[i], 1)
  end
  columns = columns or sorted_keys(keys, preferred)
  return { title = title, rows = rows, columns = completed(columns, rows) }
end

-- One record, a member a line.
local function record(value, preferred)
  local flat, keys, rows = {}, {}, {}
  flatten(flat, keys, nil, value, 1)
  if next(value) == nil then keys = {} end
  for i, key in ipairs(sorted_keys(keys, preferred)) do
    rows[i] = { key = key, value = flat[key] }
  end
  local columns = #rows > 0 and { "key", { key = "value", align = "left" } } or {}
  return { record = true, rows = rows, columns = completed(columns, rows) }
end

--- The list without the rows that failed: lark.map leaves `false` in their place.
--- @param list table
--- @param errors? table
--- @return table
function M.kept(list, errors)
  if not errors then return list end
  local rows = lark.array {}
  for i = 1, #list do
    if not (list[i] == false and errors[i] ~= nil) then rows[#rows + 1] = list[i] end
  end
  return rows
end

-- An error as a row: a table that tells more (`row`, an id, `error`) shows whole.
local function failure(i, err)
  if is_plain(err) then return { row = i, error = tostring(err) } end
  local row = { row = i }
  for key, value in pairs(err) do row[key] = value end
  return row
end

-- `row` first and the error itself last; what else there is stands between.
local function failure_order(rows)
  local names, seen = {}, { row = true, error = true }
  for _, row in ipairs(rows) do
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

local function failed(errors)
  local places, rows = {}, {}
  for i in pairs(errors or {}) do
    if math.type(i) == "integer" then places[#places + 1] = i end
  end
  if #places == 0 then return nil end
  table.sort(places)
  for n, i in ipairs(places) do rows[n] = failure(i, errors[i]) end
  return M.section("Failed rows", rows, nil, failure_order(rows))
end

local function report_sections(value, preferred)
  local list = {}
  for i, part in ipairs(value.tables) do
    list[i] = M.section(part.title, part.rows, part.columns, preferred)
  end
  return list
end

--- Whether `value` is a table that counts as a list of rows.
function M.is_list(value) return not is_plain(value) and is_list(value) end

--- @param value any
--- @param options lark.render.options
--- @return lark.document
function M.of(value, options)
  local document = {
    title = options.title, notes = {}, sections = {}, failed = failed(options.errors),
  }
  if value == nil then return document end
  if report.is(value) then
    document.title = value.title
    document.notes = value.notes
    document.sections = report_sections(value, options.columns)
  elseif is_plain(value) then
    document.scalar = cell.text(value)
  elseif is_list(value) then
    local rows = M.kept(value, options.errors)
    document.sections[1] = M.section(nil, rows, nil, options.columns)
  else
    document.sections[1] = record(value, options.columns)
  end
  return document
end

return M
