-- SPDX-License-Identifier: MIT

--- Some of the rows and fields of a result, as the options --where, --sort, --limit and
--- --columns of the command choose them.
local column = require "lark.column"
local decimal = require "lark.decimal"
local failures = require "lark.render.failures"
local field = require "lark.field"
local in_grid = require "lark.rows.grid"
local known = require "lark.rows.known"
local lark = require "lark"
local list_of = require "lark.rows.list"
local plain = require "lark.column.plain"
local report = require "lark.report"
local rows = require "lark.rows"
local say = require "lark.say"
local shape = require "lark.render.shape"

local M = {}

--- @class lark.render.choice
--- @field where? { key: string, value: string }[]  all must hold
--- @field sort? string[]     keys; "-key" puts the greatest first
--- @field limit? integer     the first rows
--- @field columns? string[]  keys, in the order to show them

-- The option that chooses first, for messages.
local function first_option(choice)
  for _, name in ipairs { "where", "sort", "limit", "columns" } do
    if choice[name] then return "--" .. name end
  end
end

local function refuse(option, why) error(say("--%s: %s", option, why), 0) end

local function check(option, list, key)
  local fault = known.fault(list, key)
  if fault then refuse(option, fault) end
end

-- The column of a condition. Those of a report's table are complete.
local function column_of(wanted, columns)
  local one = columns[wanted.key] or wanted.key
  if type(one) == "string" or not one.read then one = assert(column.of(one)) end
  return one
end

-- A function that tells whether a row has the value, or shows it.
local function condition(wanted, columns)
  local one = column_of(wanted, columns)
  return function(row)
    local value = one.read(row)
    if value == nil then return wanted.value == "" end
    return plain.text(value) == wanted.value or column.text(one, value, row) == wanted.value
  end
end

local function conditions(choice, columns)
  local all = {}
  for i, wanted in ipairs(choice.where or {}) do all[i] = condition(wanted, columns) end
  return function(row)
    for _, holds in ipairs(all) do
      if not holds(row) then return false end
    end
    return true
  end
end

-- The texts that hold in a column of a grid, or are shown as the text that is wanted; nil
-- where that depends on other columns.
local function texts_of(list, one, wanted)
  if one.value or one.read_currency then return nil end
  local texts = { wanted.value }
  if wanted.value == "" then texts[2] = false end
  if not one.type then return texts end
  for _, text in ipairs(in_grid.values(list, one.key) or {}) do
    if text ~= wanted.value and column.text(one, text, {}) == wanted.value then
      texts[#texts + 1] = text
    end
  end
  return texts
end

-- The rows that hold, where C compares the columns of a grid; nil where it cannot.
local function chosen_in_grid(list, choice, columns)
  local fields = {}
  for i, wanted in ipairs(choice.where) do
    local one = column_of(wanted, columns)
    local texts = list_of.has_column(list, one.key) and texts_of(list, one, wanted)
    if not texts then return nil end
    fields[i] = { one.key, table.unpack(texts) }
  end
  return in_grid.matching(list, fields)
end

-- Numbers and texts that write numbers: how long the longest is; nil where a value is
-- something else, or none is a text. `value_at` reads row `i`.
local function longest_number(count, value_at)
  local longest
  for i = 1, count do
    local value = value_at(i)
    if value ~= nil and not decimal.is(value) then return nil end
    if type(value) == "string" then longest = math.max(longest or 0, #value) end
  end
  return longest
end

-- Up to 15 digits are exact in a float.
local EXACT = 15

local function sign_of(a, b)
  local difference = decimal.number(decimal.subtract(a, b))
  return difference == 0 and 0 or difference < 0 and -1 or 1
end

local function sign_of_floats(a, b) return a == b and 0 or a < b and -1 or 1 end

-- Sorts rows whose texts write numbers by size, ids of 19 digits exactly.
local function by_size(list, read, longest, descending)
  local decorated, sign = {}, longest > EXACT and sign_of or sign_of_floats
  for place, row in ipairs(list) do
    local value = read(row)
    if longest <= EXACT and value ~= nil then value = tonumber(value) end
    decorated[place] = { place = place, row = row, value = value }
  end
  table.sort(decorated, function(a, b)
    local x, y = a.value, b.value
    if x == nil or y == nil then
      if (x == nil) ~= (y == nil) then return y == nil end
      return a.place < b.place
    end
    local order = sign(x, y)
    if order == 0 then return a.place < b.place end
    return (order < 0) ~= descending
  end)
  local sorted = {}
  for i, one in ipairs(decorated) do sorted[i] = one.row end
  return sorted
end

local function sorted_by(list, key)
  local name = key:match "^%-(.*)$" or key
  local read, in_column = field.reader(name), in_grid.reader(list, name)
  local longest = longest_number(#list, in_column or function(i) return read(list[i]) end)
  if not longest then return list:sort(key) end
  local sorted = in_column and longest <= EXACT
    and in_grid.sort(list, { field.number(name) }, { name ~= key })
  return sorted or rows.of(by_size(list, read, longest, name ~= key))
end

-- The last key first: a sort keeps the order of rows that are equal in it.
local function sorted(list, keys)
  for i = #keys, 1, -1 do list = sorted_by(list, keys[i]) end
  return list
end

-- The rows chosen, with all their fields.
local function chosen(list, choice, columns)
  for _, wanted in ipairs(choice.where or {}) do check("where", list, wanted.key) end
  for _, key in ipairs(choice.sort or {}) do check("sort", list, (key:gsub("^%-", ""))) end
  for _, key in ipairs(choice.columns or {}) do
    if not columns[key] then check("columns", list, key) end
  end
  if choice.where then
    list = chosen_in_grid(list, choice, columns) or list:where(conditions(choice, columns))
  end
  if choice.sort then list = sorted(list, choice.sort) end
  if choice.limit then list = list:top(choice.limit) end
  return list
end

-- A function that returns a row with the chosen fields only.
local function narrower(keys)
  local readers = {}
  for i, key in ipairs(keys) do readers[i] = field.reader(key) end
  return function(row)
    local kept = {}
    for i, key in ipairs(keys) do kept[key] = readers[i](row) end
    return kept
  end
end

-- Rows that come one by one are chosen as they come; a sort needs them all.
local function streamed(next_row, choice, facts)
  local holds, left = conditions(choice, facts), choice.limit or math.huge
  local take = choice.columns and narrower(choice.columns)
  return function()
    while left > 0 do
      local row = next_row()
      if row == nil then return nil end
      if holds(row) then
        left = left - 1
        return take and take(row) or row
      end
    end
  end
end

-- ----------------------------------------------------------------------- reports

local function columns_by_key(part)
  local by = {}
  for _, one in ipairs(part.columns or {}) do by[one.key] = one end
  return by
end

local function shown_columns(part, keys, by)
  if not keys then return part.columns end
  local columns = {}
  for i, key in ipairs(keys) do columns[i] = by[key] or assert(column.of(key)) end
  return columns
end

-- The report with its one table, whose rows and columns are chosen.
local function of_report(value, choice)
  local tables = {}
  for _, part in ipairs(value.parts) do
    if part.kind == "table" then tables[#tables + 1] = part end
  end
  if #tables ~= 1 then
    local names = {}
    for i, part in ipairs(tables) do names[i] = part.id end
    if #names == 0 then
      error(say("%s chooses from one table, and the report has none", first_option(choice)), 0)
    end
    error(say("%s chooses from one table, and the report has %s; name one: --table NAME",
      first_option(choice), table.concat(names, say ", ")), 0)
  end
  local only = report.only(value, tables[1].id)
  local part, by = {}, columns_by_key(tables[1])
  for name, fact in pairs(tables[1]) do part[name] = fact end
  part.rows = chosen(rows.of(part.rows), choice, by)
  part.columns = shown_columns(part, choice.columns, by)
  only.parts = lark.array { part }
  return only
end

-- ------------------------------------------------------------------------- main

local function rows_of(list, choice)
  if rows.is(list) or list_of.is_lazy(list) then return rows.of(list) end
  for i = 1, #list do
    if not shape.is_object(list[i]) then
      error(say("%s chooses from rows, and item %d is a %s", first_option(choice), i,
        type(list[i]) == "table" and "list" or type(list[i])), 0)
    end
  end
  return rows.of(list)
end

--- The chosen part of a result. Raises where a key is none, and where the result has no rows.
--- @param value any                     as lark.render takes it
--- @param options lark.render.options   choose, facts, errors
--- @return any
function M.value(value, options)
  local choice, facts = options.choose, options.facts or {}
  if report.is(value) then return of_report(value, choice) end
  if type(value) == "function" then
    if not choice.sort then return streamed(value, choice, facts) end
    local list = {}
    for row in value do list[#list + 1] = row end
    value = lark.array(list)
  end
  if shape.is_list(value) or type(value) == "table" and next(value) == nil then
    local list = rows_of(failures.kept(value, options.errors), choice)
    if options.columns then list = list:declare(options.columns) end
    list = chosen(list, choice, facts)
    return choice.columns and list:select(choice.columns) or list
  end
  if shape.is_object(value) and not (choice.where or choice.sort or choice.limit) then
    for _, key in ipairs(choice.columns) do
      if not facts[key] then check("columns", { value }, key) end
    end
    options.columns = choice.columns
    return narrower(choice.columns)(value)
  end
  error(say("%s chooses from rows, and the result is none", first_option(choice)), 0)
end

return M
