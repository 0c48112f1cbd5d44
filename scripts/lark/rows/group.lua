-- SPDX-License-Identifier: MIT

--- Methods of rows that summarise them: group, totals.
local aggregate = require "lark.aggregate"
local in_grid = require "lark.rows.grid"
local keys_of = require "lark.rows.keys"
local currency = require "lark.currency"
local known = require "lark.rows.known"
local new = require("lark.rows.list").new
local names_of = require "lark.names"
local row_of = require "lark.rows.row"
local say = require "lark.say"

--- @class lark.rows
local Rows = {}

-- Raises, at the caller's caller, where a group has amounts of several currencies.
local function check_currency(name, how, group, field)
  local fault = field and currency.fault(how, group, field)
  if fault then error(say("%s: %s", name, fault), 3) end
end

--- One row for each value of the key, or each combination of several keys: the keys and
--- the aggregates of the group. Groups stand in the order of their first rows.
--- @param keys string|string[]
--- @param aggregates? table<string, lark.aggregate>
--- @return lark.rows
function Rows:group(keys, aggregates)
  aggregates = aggregates or { count = aggregate.count() }
  keys_of.check("group", keys)
  known.check("group", self, keys)
  aggregate.check(aggregates, keys_of.list(keys), self)
  local readers, order = keys_of.readers(keys), keys_of.names(keys)
  local names = row_of.names(aggregates)
  local all = table.move(names, 1, #names, #order + 1, table.move(order, 1, #order, 1, {}))
  local list = in_grid.group(self, keys_of.list(keys), aggregates)
  if list then return new(list, all) end
  local apart, seen = {}, {}
  list = {}
  for _, name in ipairs(names) do
    apart[name] = currency.apart(aggregates[name], self, keys_of.list(keys))
  end
  for i, group in ipairs(keys_of.partition(self, readers)) do
    local row = keys_of.values(group[1], readers, order)
    for _, name in ipairs(names) do
      check_currency(name, aggregates[name], group, apart[name])
      aggregate.put(aggregates[name], group, self, row, name, seen)
    end
    list[i] = row
  end
  aggregate.check_seen(seen)
  return new(list, all)
end

--- The aggregates of all rows, as one table.
--- @param aggregates table<string, lark.aggregate>
--- @return table
function Rows:totals(aggregates)
  aggregate.check(aggregates, nil, self)
  local all = in_grid.group(self, {}, aggregates)
  if all and all[1] then return all[1] end
  local row, seen = {}, {}
  for _, name in ipairs(names_of(aggregates)) do
    local how = aggregates[name]
    check_currency(name, how, self, currency.apart(how, self))
    aggregate.put(how, self, self, row, name, seen)
  end
  aggregate.check_seen(seen)
  return row
end

return Rows
