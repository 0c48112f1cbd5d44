-- SPDX-License-Identifier: MIT

--- Methods of rows that summarise them: group, totals.
local aggregate = require "lark.aggregate"
local keys_of = require "lark.rows.keys"
local new = require("lark.rows.list").new
local row_of = require "lark.rows.row"

--- @class lark.rows
local Rows = {}

--- One row for each value of the key, or each combination of several keys: the keys and
--- the aggregates of the group. Groups stand in the order of their first rows.
--- @param keys string|string[]
--- @param aggregates? table<string, lark.aggregate>
--- @return lark.rows
function Rows:group(keys, aggregates)
  aggregates = aggregates or { count = aggregate.count() }
  keys_of.check("group", keys)
  aggregate.check(aggregates, keys_of.list(keys))
  local readers, order = keys_of.readers(keys), keys_of.names(keys)
  local names = row_of.names(aggregates)
  local list = {}
  for i, group in ipairs(keys_of.partition(self, readers)) do
    local row = keys_of.values(group[1], readers, order)
    for _, name in ipairs(names) do row[name] = aggregate.of(aggregates[name], group) end
    list[i] = row
  end
  return new(list, table.move(names, 1, #names, #order + 1, order))
end

--- The aggregates of all rows, as one table.
--- @param aggregates table<string, lark.aggregate>
--- @return table
function Rows:totals(aggregates)
  aggregate.check(aggregates)
  local row = {}
  for name, how in pairs(aggregates) do row[name] = aggregate.of(how, self) end
  return row
end

return Rows
