-- SPDX-License-Identifier: MIT

--- The methods of rows that work in C, where the rows are in a grid and the method reads columns.
---
--- Each returns nil where it cannot: a key is a function, a value needs Lua's arithmetic, an
--- aggregate is one that C has not. The method then reads the rows as tables, with the same
--- result.
local decimal = require "lark.decimal"
local currency = require "lark.currency"
local faults = require "lark.rows.faults"
local field = require "lark.field"
local finish = require "lark.rows.work"
local gather = require "lark.rows.gather"
local lark = require "lark"
local list_of = require "lark.rows.list"

local M = {}

-- The columns of these keys; nil where one is none.
local function columns_of(grid, keys)
  local columns = {}
  for i, key in ipairs(type(keys) == "table" and keys or { keys }) do
    local column = type(key) == "string" and grid:column(key)
    if not column then return nil end
    columns[i] = column
  end
  return columns
end

--- The first `count` rows.
--- @param rows lark.rows
--- @param count integer
--- @return lark.rows?
function M.top(rows, count)
  local grid = list_of.grid(rows)
  return grid and list_of.lazy(grid:first(count), rows, rows:keys(), list_of.known(rows))
end

-- The keys of a sort as C knows them; nil where one is a function that reads anything.
local function orders_of(grid, keys, descending)
  local orders = {}
  for i, key in ipairs(keys) do
    local number = type(key) == "function" and field.number_key(key)
    local column = grid:column(number or type(key) == "string" and key or "")
    if not column or type(key) == "function" and not number then return nil end
    orders[i] = { column, descending[i] or false, number ~= nil and number ~= false }
  end
  return orders
end

-- Rows that are tables, sorted.
local function sort_tables(rows, keys, descending)
  local wish = gather.wish()
  local orders = orders_of(wish, keys, descending)
  local grid, kinds = nil, nil
  if orders then grid, kinds = gather.columns(rows, wish) end
  if not grid then return nil end
  for _, order in ipairs(orders) do
    local kind = kinds[order[1]]
    if kind == "mixed" and not order[3] then return nil end
    order[3] = order[3] or kind == "integer" or kind == "number"
  end
  local sorted = finish(grid:sorting(orders))
  if not sorted then return nil end
  local list = {}
  for i = 1, #sorted do list[i] = rows[sorted:id(i)] end
  return list_of.new(list, rows:keys(), list_of.known(rows))
end

--- @param rows lark.rows
--- @param keys table                  strings and functions
--- @param descending table<integer, boolean>
--- @return lark.rows?
function M.sort(rows, keys, descending)
  local grid = list_of.grid(rows)
  if #keys == 0 then return nil end
  if not grid then return sort_tables(rows, keys, descending) end
  local orders = orders_of(grid, keys, descending)
  local sorted = orders and finish(grid:sorting(orders))
  return sorted and list_of.lazy(sorted, rows, rows:keys(), list_of.known(rows))
end

--- The rows whose fields have these values.
--- @param rows lark.rows
--- @param wanted table<string, any>
--- @return lark.rows?
function M.where(rows, wanted)
  local fields = {}
  for key, value in pairs(wanted) do
    if type(value) ~= "string" and value ~= lark.null then return nil end
    fields[#fields + 1] = { key, type(value) == "string" and value }
  end
  return M.matching(rows, fields)
end

local MOST_TEXTS = 64

--- The rows whose fields have one of several texts each.
--- @param rows lark.rows
--- @param fields table[]  { key, text, ... }; false for a missing cell
--- @return lark.rows?
function M.matching(rows, fields)
  local grid = list_of.grid(rows)
  if not grid then return nil end
  local wanted, texts = {}, 0
  for i, one in ipairs(fields) do
    local column = type(one[1]) == "string" and grid:column(one[1])
    texts = texts + #one - 1
    if not column or texts > MOST_TEXTS then return nil end
    wanted[i] = { column, table.unpack(one, 2) }
  end
  local found = finish(grid:matching(wanted))
  return list_of.lazy(found, rows, rows:keys(), list_of.known(rows))
end

-- The first row of each combination, as rows of a grid.
local function firsts_of(grid, columns)
  local work = grid:grouping(columns, {})
  finish(work)
  return work:firsts()
end

-- Whether two values of this kind may be equal where their texts are not, or the other way.
local function is_ambiguous(kind) return kind == "number" or kind == "mixed" end

-- Rows that are tables. By a single key they are as fast in Lua.
local function distinct_tables(rows, keys)
  local wish = gather.wish()
  local columns = type(keys) == "table" and #keys > 1 and columns_of(wish, keys)
  local grid, kinds = nil, nil
  if columns then grid, kinds = gather.columns(rows, wish) end
  if not grid then return nil end
  for _, kind in ipairs(kinds) do
    if is_ambiguous(kind) then return nil end
  end
  local firsts, list = firsts_of(grid, columns), {}
  for i = 1, #firsts do list[i] = rows[firsts:id(i)] end
  return list_of.new(list, rows:keys(), list_of.known(rows))
end

--- The first row of each combination of the keys.
--- @param rows lark.rows
--- @param keys string|string[]
--- @return lark.rows?
function M.distinct(rows, keys)
  local grid = list_of.grid(rows)
  if not grid then return distinct_tables(rows, keys) end
  local columns = columns_of(grid, keys)
  return columns and list_of.lazy(firsts_of(grid, columns), rows, rows:keys(), list_of.known(rows))
end

--- @param rows lark.rows
--- @param keys string[]      new names
--- @param sources table      what each reads
--- @return lark.rows?
function M.select(rows, keys, sources)
  local grid = list_of.grid(rows)
  local columns = grid and columns_of(grid, sources)
  if not columns then return nil end
  local chosen = {}
  for i, column in ipairs(columns) do chosen[i] = { column, keys[i] } end
  return list_of.lazy(grid:select(chosen), nil, keys)
end

--- @param rows lark.rows
--- @param others table
--- @param how lark.rows.join
--- @return lark.rows?
function M.join(rows, others, how)
  local grid, other = list_of.grid(rows), list_of.grid(others)
  if not grid or not other or how.as then return nil end
  local left = columns_of(grid, how.on)
  local right = columns_of(other, how.to or how.on)
  if not left or not right or #left ~= #right or #left == 0 then return nil end
  -- Where a cell is missing, the other row's fills in.
  for _, name in ipairs(other:names()) do
    local column = grid:column(name)
    if column and grid:may_miss(column) then return nil end
  end
  return list_of.lazy(finish(grid:joining(other, left, right, how.kind == "inner")))
end

-- ---------------------------------------------------------------------- groups

-- The thing that C adds up for an aggregate: { what, column }; nil where it cannot.
local function wanted_of(grid, how)
  local what = how.kind
  if what == "count" and how.key == nil then return { "rows" } end
  local key = how.key
  if type(key) == "function" and what == "sum" then key = field.number_key(key) end
  local column = what and type(key) == "string" and grid:column(key)
  return column and { what, column } or nil
end

-- The field that names the currencies that a sum must not mix, as a column.
local function apart(grid, how, rows, keys)
  local name = currency.apart(how, rows, keys)
  if not name then return nil, true end
  local column = grid:column(name)
  return column and { "several", column }, column ~= nil
end

local MOST_KEYS = 64 -- of the aggregates of one grouping
local COUNT = "\0count of " -- and the name of a mean: how many numbers it has
local SEVERAL = "\0currencies of "

-- The members of each group, as C knows them, by names; nil where it cannot.
local function plan(grid, rows, keys, aggregates)
  local wanted, names = {}, {}
  local function want(name, what)
    names[#names + 1], wanted[#wanted + 1] = name, what
  end
  for name, how in pairs(aggregates) do
    if type(name) ~= "string" then return nil end
    local what = wanted_of(grid, how)
    local several, known = apart(grid, how, rows, keys)
    if not what or not known then return nil end
    if several then want(SEVERAL .. name, several) end
    if how.kind == "mean" then
      want(COUNT .. name, { "numbers", what[2] })
      what = { "sum", what[2] }
    end
    want(name, what)
  end
  return wanted, names
end

local function complete(row, aggregates)
  for name, how in pairs(aggregates) do
    local currencies = row[SEVERAL .. name]
    row[SEVERAL .. name] = nil
    if currencies and currencies > 1 then return false end
    local value = row[name]
    if how.adds and type(value) == "string" then row[name] = decimal.exact(value) end
    if how.kind == "mean" then
      row[name] = how.of_sum(row[name], row[COUNT .. name])
      row[COUNT .. name] = nil
    end
  end
  return true
end

-- Groups the rows of a grid: the rows of the groups, and the work; nil where C cannot.
local function grouped(grid, columns, keys, wanted, names, aggregates)
  for i, key in ipairs(keys) do
    wanted[#wanted + 1], names[#names + 1] = { "key", columns[i] }, key
  end
  local work = grid:grouping(columns, wanted)
  local count = finish(work)
  if not count then return nil end
  local list = {}
  while #list < count do
    for _, row in ipairs(work:rows(#list + 1, names)) do
      if not complete(row, aggregates) then return nil end
      list[#list + 1] = row
    end
  end
  return list, work
end

-- Gives keys and the values that were chosen the types that they have in the rows.
local function restore(list, kinds, wanted, names)
  local integers = {}
  for i, what in ipairs(wanted) do
    local chosen = what[1] == "min" or what[1] == "max" or what[1] == "first" or what[1] == "key"
    local kind = kinds[what[2]]
    if (chosen or what[1] == "distinct") and is_ambiguous(kind) then return nil end
    if chosen and kind == "integer" then integers[#integers + 1] = names[i] end
  end
  for _, row in ipairs(list) do
    for _, name in ipairs(integers) do
      row[name] = row[name] and math.tointeger(tonumber(row[name]))
    end
  end
  return list
end

-- The groups of rows that are tables. Sums of sums that lack a cell are made in Lua.
local function group_tables(rows, keys, aggregates)
  if faults.among(rows) then return nil end
  local wish = gather.wish()
  local columns = columns_of(wish, keys)
  local wanted, names = plan(wish, rows, keys, aggregates)
  if not columns or not wanted then return nil end
  local grid, kinds = gather.columns(rows, wish)
  if not grid then return nil end
  local list = grouped(grid, columns, keys, wanted, names, aggregates)
  return list and restore(list, kinds, wanted, names)
end

--- The rows of groups; nil where Lua has to make them.
--- @param rows lark.rows
--- @param keys string[]
--- @param aggregates table<string, lark.aggregate>
--- @return table[]?
function M.group(rows, keys, aggregates)
  local grid = list_of.grid(rows)
  if not grid then return group_tables(rows, keys, aggregates) end
  local columns = columns_of(grid, keys)
  if not columns then return nil end
  local wanted, names = plan(grid, rows, keys, aggregates)
  return wanted and (grouped(grid, columns, keys, wanted, names, aggregates))
end

--- The keys that any row has: true for each.
--- @param list table
--- @return table<string, true>?
function M.keys(list)
  local grid = list_of.grid(list)
  if not grid then return nil end
  local names, wanted = grid:names(), {}
  for i in ipairs(names) do wanted[i] = { "count", i } end
  local keys, may_miss = {}, false
  for i, name in ipairs(names) do
    keys[name] = #grid > 0 or nil
    may_miss = may_miss or grid:may_miss(i)
  end
  if not may_miss or #grid == 0 or #names > MOST_KEYS then return keys end
  local work = grid:grouping({}, wanted)
  finish(work)
  for name, count in pairs(work:rows(1, names)[1]) do keys[name] = count > 0 or nil end
  return keys
end

--- The aggregate of all rows; nil where the rows are to be read as tables, or there are none.
--- @param list table
--- @param how lark.aggregate
function M.total(list, how)
  local rows = list_of.is(list) and list or list_of.share(list)
  local all = rows and M.group(rows, {}, { total = how })
  return all and all[1] and all[1].total
end

--- A function that reads a field of row `i`, without a table for the row; nil where the rows
--- are tables, or have no such column.
--- @param rows lark.rows
--- @param name string
--- @return (fun(i: integer): string?)?
function M.reader(rows, name)
  local grid = list_of.grid(rows)
  if not grid or not grid:column(name) then return nil end
  return function(i) return grid:text(i, name) end
end

--- The different texts of a column that are not empty, in their order.
--- @param list table
--- @param name string
--- @return string[]?
function M.values(list, name)
  local grid = list_of.grid(list)
  local column = grid and grid:column(name)
  if not column then return nil end
  local work, values, from = grid:grouping({ column }, { { "key", column } }), {}, 1
  local count = finish(work)
  while from <= count do
    local piece = work:rows(from, { "value" })
    for _, row in ipairs(piece) do
      if row.value and row.value ~= "" then values[#values + 1] = row.value end
    end
    from = from + #piece
  end
  return values
end

return M
