-- SPDX-License-Identifier: MIT

--- Aggregates: what a group of rows comes to, such as their number, sum or median.
---
---     rows:group("stage", { applications = aggregate.count(), days = aggregate.median "days" })
---
--- An aggregate reads one field of each row, by key or by a function of the row, and
--- leaves out rows where it is missing. Where it is missing in all rows, the result is
--- missing, too, and not 0. Sums are exact decimals, see `lark.decimal`.
local lark = require "lark"
local decimal = require "lark.decimal"
local faults = require "lark.rows.faults"
local field = require "lark.field"
local known = require "lark.rows.known"
local names_of = require "lark.names"
local say = require "lark.say"

local M = {}

--- @class lark.aggregate
--- @field new fun(): any            the state of an empty group
--- @field add fun(state: any, value: any): any   the state with another value
--- @field result fun(state: any): any
--- @field read fun(row: table): any
--- @field key? string|function      what `read` reads
--- @field kind? string              its name, where rows in a grid have it; see rows/grid.lua
--- @field adds? boolean             whether it adds up its values, or averages them
--- @field currency? string|false    the field that names the currency of the values; false:
---                                  values of several currencies are added up

local Aggregate = { __name = "lark.aggregate" }

local function aggregate(key, facts)
  facts.key = key
  facts.read = key and field.reader(key) or function(row) return row end
  return setmetatable(facts, Aggregate)
end

--- Whether `value` is an aggregate.
--- @return boolean
function M.is(value) return getmetatable(value) == Aggregate end

--- Raises, at the caller's caller, where one of these is no aggregate or has the name of
--- a key, or reads a key that none of the rows has.
--- @param aggregates table<string, lark.aggregate>
--- @param keys? table
--- @param rows? table[]
function M.check(aggregates, keys, rows)
  for _, name in ipairs(names_of(aggregates)) do
    if not M.is(aggregates[name]) then
      error(say('%s is no aggregate, such as count() or sum "points"', name), 3)
    end
    for _, key in ipairs(keys or {}) do
      if name == key then
        error(say("%q is a key and an aggregate: give the aggregate another name", name), 3)
      end
    end
    if rows then known.check(tostring(name), rows, aggregates[name].key, 3) end
  end
end

-- Takes the numbers of `rows`, and notes the values that are none. An empty text, as a CSV
-- has for an empty cell, and a dash are missing.
local function add_numbers(how, rows)
  local state, read, add = how.new(), how.read, how.add
  local bad, fine = nil, false
  for i, row in ipairs(rows) do
    local value = read(row)
    if value ~= nil and not faults.NOTHING[value] then
      if decimal.number(value) then
        state, fine = add(state, value), true
      else
        bad = bad or {}
        bad[#bad + 1] = { row = i, value = value }
      end
    end
  end
  return state, bad, fine
end

-- The key that an aggregate reads; nil for a function of the row.
local function key_of(how)
  return type(how.key) == "function" and field.key_of(how.key) or how.key
end

-- The faults of a list as the rows that show them know them.
local function described(bad, how)
  local column = key_of(how)
  if type(column) ~= "string" then column = say "a number" end
  for i, one in ipairs(bad) do
    bad[i] = { row = one.row, column = column, value = faults.quoted(one.value),
      what = "is no number" }
  end
  return bad
end

--- The aggregate of `rows`. Values that are no numbers, where numbers are added up, are left
--- out and returned as faults.
--- @param how lark.aggregate
--- @param rows table[]
--- @return any value
--- @return lark.fault[]? bad  each `row` is a place in `rows`
--- @return boolean fine       whether there is any number
function M.of(how, rows)
  if how.adds then
    local state, bad, fine = add_numbers(how, rows)
    return how.result(state), bad and described(bad, how), fine
  end
  local state, read, add = how.new(), how.read, how.add
  for _, row in ipairs(rows) do
    local value = read(row)
    if value ~= nil then state = add(state, value) end
  end
  return how.result(state), nil, true
end

--- Puts the aggregate of a group of `rows` into the field `name` of `row`. Its faults are
--- noted there, with the places that they have in `rows`.
--- @param how lark.aggregate
--- @param group table[]
--- @param rows table[]
--- @param row table
--- @param name string
--- @param seen table  what all groups of `rows` came to so far, for `check_seen`: by aggregate,
---   and as a list
function M.put(how, group, rows, row, name, seen)
  local value, bad, fine = M.of(how, group)
  row[name] = value
  if not seen[how] then
    seen[how] = {}
    seen[#seen + 1] = seen[how]
  end
  seen[how].fine = seen[how].fine or fine
  -- A sum of sums lacks what those lack.
  local behind = how.adds and faults.behind(group, key_of(how)) or {}
  if bad then
    seen[how].bad = seen[how].bad or bad[1]
    local places = {}
    for i, one in ipairs(rows) do places[one] = places[one] or i end
    for _, one in ipairs(bad) do one.row = places[group[one.row]] end
  end
  local all = table.move(behind, 1, #behind, #(bad or {}) + 1, bad or {})
  if #all > 0 then faults.note(row, name, all) end
end

--- Raises where none of the values was a number, in any group: the field is another.
--- @param seen table
function M.check_seen(seen)
  for _, one in ipairs(seen) do
    if one.bad and not one.fine then
      error(say("%s: %s is no number", one.bad.column, one.bad.value), 0)
    end
  end
end

local function same(state) return state end
local function nothing() return nil end

-- ------------------------------------------------------------------ counting

--- The number of rows; with a key, of those that have it; with a function, of those for
--- which it returns true.
--- @param key? string|fun(row: table): any
--- @return lark.aggregate
function M.count(key)
  local counted = key
  if type(key) == "function" then counted = function(row) return key(row) or nil end end
  return aggregate(counted, {
    kind = "count",
    new = function() return 0 end,
    add = function(count) return count + 1 end,
    result = same,
  })
end

--- The number of different values.
--- @param key string|fun(row: table): any
--- @return lark.aggregate
function M.distinct(key)
  return aggregate(key, {
    kind = "distinct",
    new = function() return { seen = {}, count = 0 } end,
    add = function(state, value)
      if not state.seen[value] then
        state.seen[value], state.count = true, state.count + 1
      end
      return state
    end,
    result = function(state) return state.count end,
  })
end

-- -------------------------------------------------------------------- numbers

-- An aggregate of numbers.
local function of_numbers(key, facts, options)
  facts.adds = true
  if type(options) == "table" then facts.currency = options.currency end
  return aggregate(key, facts)
end

local function add_exactly(total, value)
  return (total or decimal.accumulator()):add(value)
end

--- @class lark.aggregate.options
--- @field currency? string|false  the field that names the currency of the values, where its
---   name does not say so; false adds up values of several currencies, else an error

--- The exact sum.
--- @param key string|fun(row: table): any
--- @param options? lark.aggregate.options
--- @return lark.aggregate
function M.sum(key, options)
  return of_numbers(key, {
    kind = "sum",
    new = nothing,
    add = add_exactly,
    result = function(total) return total and total:value() end,
  }, options)
end

--- Rounds a division to the digits that a float holds exactly: 3.3 / 3 is 1.1, not
--- 1.0999999999999999.
--- @param a number
--- @param b number
--- @return number
function M.quotient(a, b) return tonumber(("%.15g"):format(a / b)) end

--- The mean, from the exact sum.
--- @param key string|fun(row: table): any
--- @param options? lark.aggregate.options
--- @return lark.aggregate
function M.mean(key, options)
  return of_numbers(key, {
    kind = "mean",
    of_sum = function(total, count) return total and M.quotient(tonumber(total), count) end,
    new = function() return { count = 0 } end,
    add = function(state, value)
      state.total, state.count = add_exactly(state.total, value), state.count + 1
      return state
    end,
    result = function(state)
      return state.total and M.quotient(tonumber(state.total:value()), state.count)
    end,
  }, options)
end

-- Compares two texts that write numbers by the numbers: "9" is less than "10".
local function order()
  local less = field.order()
  return function(a, b)
    local x, y = decimal.number(a), decimal.number(b)
    if x and y then return x < y end
    return less(a, b)
  end
end

local function extreme(kind, key, is_better)
  return aggregate(key, {
    kind = kind,
    new = nothing,
    add = function(best, value)
      if value == "" then return best end
      if best == nil or is_better(value, best) then return value end
      return best
    end,
    result = same,
  })
end

--- The least value. Texts that write numbers are compared as numbers, other texts by code
--- point.
--- @param key string|fun(row: table): any
--- @return lark.aggregate
function M.min(key) return extreme("min", key, order()) end

--- The greatest value, likewise.
--- @param key string|fun(row: table): any
--- @return lark.aggregate
function M.max(key)
  local less = order()
  return extreme("max", key, function(a, b) return less(b, a) end)
end

-- Interpolates between the two nearest values, as spreadsheets do.
local function percentile(values, percent)
  if #values == 0 then return nil end
  table.sort(values)
  local place = (#values - 1) * percent / 100 + 1
  local low = math.floor(place)
  local below, above, part = values[low], values[low + 1], place - low
  if part == 0 or below == above then return below end
  return M.quotient(below + (above - below) * part, 1)
end

--- The value that `percent` of the values do not exceed. It is interpolated between two
--- values, as PERCENTILE.INC does in a spreadsheet.
--- @param key string|fun(row: table): any
--- @param percent number  0 to 100
--- @param options? lark.aggregate.options
--- @return lark.aggregate
function M.percentile(key, percent, options)
  if type(percent) ~= "number" or not (percent >= 0 and percent <= 100) then
    error(say "percentile: percent is a number from 0 to 100", 2)
  end
  return of_numbers(key, {
    new = function() return {} end,
    add = function(values, value)
      values[#values + 1] = decimal.number(value)
      return values
    end,
    result = function(values) return percentile(values, percent) end,
  }, options)
end

--- The median.
--- @param key string|fun(row: table): any
--- @param options? lark.aggregate.options
--- @return lark.aggregate
function M.median(key, options) return M.percentile(key, 50, options) end

-- --------------------------------------------------------------------- others

--- The first value that is not missing: for a field that is the same in the whole group.
--- @param key string|fun(row: table): any
--- @return lark.aggregate
function M.first(key)
  return aggregate(key, {
    kind = "first",
    new = nothing,
    add = function(first, value)
      if first == nil then return value end
      return first
    end,
    result = same,
  })
end

--- All values, as a list.
--- @param key string|fun(row: table): any
--- @return lark.aggregate
function M.list(key)
  return aggregate(key, {
    new = function() return lark.array {} end,
    add = function(values, value)
      values[#values + 1] = value
      return values
    end,
    result = same,
  })
end

return M
