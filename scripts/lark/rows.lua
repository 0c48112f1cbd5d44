-- SPDX-License-Identifier: MIT

--- Rows to ask questions of: a list of tables with methods.
---
---     rows(referrals)
---       :where { status = 1 }
---       :derive { name = "referral_user.name.zh_cn" }
---       :group("name", { referrals = aggregate.count(), points = aggregate.sum "points" })
---       :sort("-referrals", "name")
---       :top(10)
---
--- Every method returns new rows and leaves those before as they are. A row is a
--- plain table, the list a plain list: `#rows`, `rows[1]` and `ipairs` work. A field is
--- a key, a way such as "referral_user.name.zh_cn", or a function of the row; what is
--- nil or null is missing, and missing stays missing: it is no 0 and no text.
local lark = require "lark"
local aggregate = require "lark.aggregate"
local decimal = require "lark.decimal"
local field = require "lark.field"
local keys_of = require "lark.keys"

local M = {}

--- @class lark.rows
local Rows = {}

-- Rows know the order of the keys that a select, group or pivot gave them. Each has
-- a metatable of its own for that, so that the list holds rows and nothing else.
local function new(list, keys)
  return setmetatable(list, {
    __name = "lark.rows", __jsontype = "array", __index = Rows, keys = keys,
  })
end

--- Whether `value` is rows.
--- @return boolean
function M.is(value)
  local meta = getmetatable(value)
  return type(meta) == "table" and meta.__index == Rows
end

-- A page is no list, but has one: the commonest mistake, which would find nothing.
local function check_list(what, list, level)
  if type(list) ~= "table" then
    error(("%s: a list, not a %s"):format(what, type(list)), level)
  end
  local key = next(list)
  if #list == 0 and key ~= nil then
    error(("%s: a list of tables, not a table with %q in it"):format(what, tostring(key)), level)
  end
end

--- Rows from a list of tables. `false` and null are left out: that is what stands
--- for a failed item in what lark.map returns.
--- @param list table
--- @return lark.rows
function M.of(list)
  check_list("rows", list, 3)
  local kept = {}
  for i = 1, #list do
    local row = list[i]
    if type(row) == "table" then
      kept[#kept + 1] = row
    elseif row and row ~= lark.null then
      error(("rows: item %d is a %s, not a table"):format(i, type(row)), 2)
    end
  end
  return new(kept, M.is(list) and list:keys() or nil)
end

--- Rows from several lists, one behind the other: from pages, or from what lark.map
--- read for each of many ids. `false` and null are left out.
--- @param lists table
--- @return lark.rows
function M.concat(lists)
  local all = {}
  for _, list in ipairs(lists) do
    if type(list) == "table" then
      check_list("concat", list, 3)
      table.move(list, 1, #list, #all + 1, all)
    end
  end
  return M.of(all)
end

--- The keys of these rows in their order, where they have one: see `select`.
--- @return string[]?
function Rows:keys() return getmetatable(self).keys end

-- --------------------------------------------------------------------- choosing

local function matches(wanted)
  local readers = {}
  for key in pairs(wanted) do readers[key] = field.reader(key) end
  return function(row)
    for key, value in pairs(wanted) do
      local found = readers[key](row)
      if found ~= value and not (found == nil and value == lark.null) then return false end
    end
    return true
  end
end

--- The rows for which a function says yes, or whose fields have these values; lark.null
--- stands for a field that is missing.
--- @param condition table|fun(row: table): any
--- @return lark.rows
function Rows:where(condition)
  local holds = type(condition) == "table" and matches(condition) or condition
  if type(holds) ~= "function" then error("where: a function, or the values of fields", 2) end
  local kept = {}
  for _, row in ipairs(self) do
    if holds(row) then kept[#kept + 1] = row end
  end
  return new(kept, self:keys())
end

--- The first `count` rows.
--- @param count integer
--- @return lark.rows
function Rows:top(count)
  if math.type(count) ~= "integer" then error("top: how many rows is an integer", 2) end
  return new(table.move(self, 1, math.min(count, #self), 1, {}), self:keys())
end

-- ------------------------------------------------------------------------ fields

-- { "id", name = "user.name.zh_cn" }: those without a new name first, the others
-- by name, for a table does not say in which order they were written.
local function sorted_names(fields)
  local names, count = {}, #fields
  for name in pairs(fields) do
    local is_item = math.type(name) == "integer" and name >= 1 and name <= count
    if not is_item then names[#names + 1] = name end
  end
  table.sort(names)
  return names
end

--- Only these fields: keys as they are, `name = field` under another name.
--- @param fields table
--- @return lark.rows
function Rows:select(fields)
  local keys, readers = {}, {}
  for i, key in ipairs(fields) do keys[i], readers[i] = key, field.reader(key) end
  for _, name in ipairs(sorted_names(fields)) do
    keys[#keys + 1], readers[#readers + 1] = name, field.reader(fields[name])
  end
  local list = {}
  for i, row in ipairs(self) do
    local chosen = {}
    for at, key in ipairs(keys) do chosen[key] = readers[at](row) end
    list[i] = chosen
  end
  return new(list, keys)
end

local function copy(row)
  local copied = {}
  for key, value in pairs(row) do copied[key] = value end
  return copied
end

--- The rows with further fields, each a key or a function of the row as it was.
--- @param fields table<string, string|fun(row: table): any>
--- @return lark.rows
function Rows:derive(fields)
  local keys = self:keys() and table.move(self:keys(), 1, #self:keys(), 1, {})
  local names, readers, had = sorted_names(fields), {}, {}
  for _, key in ipairs(keys or {}) do had[key] = true end
  for _, name in ipairs(names) do
    readers[name] = field.reader(fields[name])
    if keys and not had[name] then keys[#keys + 1] = name end
  end
  local list = {}
  for i, row in ipairs(self) do
    local derived = copy(row)
    for _, name in ipairs(names) do derived[name] = readers[name](row) end
    list[i] = derived
  end
  return new(list, keys)
end

--- A row for each item of a list that rows hold, such as the `items` of a page. It
--- has the item's fields, and of the row's those that the item lacks. Rows without
--- the list, or with an empty one, vanish.
--- @param key string
--- @return lark.rows
function Rows:unnest(key)
  local read, list = field.reader(key), {}
  for _, row in ipairs(self) do
    local items = read(row)
    for _, item in ipairs(type(items) == "table" and items or {}) do
      if type(item) ~= "table" then
        error(("unnest: %s holds a %s where a table should be"):format(key, type(item)), 2)
      end
      local whole = copy(row)
      whole[key] = nil
      for name, value in pairs(item) do
        if value ~= lark.null then whole[name] = value end
      end
      list[#list + 1] = whole
    end
  end
  return new(list)
end

-- ------------------------------------------------------------------------ joining

local function with(row, other, as)
  local joined = copy(row)
  if as then
    joined[as] = other
    return joined
  end
  for key, value in pairs(other or {}) do
    if joined[key] == nil or joined[key] == lark.null then joined[key] = value end
  end
  return joined
end

--- @class lark.rows.join
--- @field on string|string[]     the key in both; or how it is called here
--- @field to? string|string[]    and there
--- @field kind? "left"|"inner"   left (as without it) keeps rows that meet no other
--- @field as? string             the other row becomes this field of the row; without
---                               it, its fields fill in what the row lacks

--- The rows together with those of another list that have the same key: once for
--- each that they meet. A missing key meets nothing.
--- @param others table
--- @param how lark.rows.join
--- @return lark.rows
function Rows:join(others, how)
  if type(how) ~= "table" or not how.on then error("join: { on = KEY } is missing", 2) end
  if how.kind and how.kind ~= "left" and how.kind ~= "inner" then
    error("join: kind is left or inner", 2)
  end
  local read = keys_of.whole(how.on)
  local by = keys_of.index(others, how.to or how.on)
  local list, nobody = {}, how.kind == "inner" and {} or { false }
  for _, row in ipairs(self) do
    local value = read(row)
    for _, other in ipairs(value ~= nil and by[value] or nobody) do
      list[#list + 1] = with(row, other or nil, how.as)
    end
  end
  return new(list)
end

-- ----------------------------------------------------------------------- grouping

local function check_aggregates(aggregates, keys)
  for name, how in pairs(aggregates) do
    if not aggregate.is(how) then
      error(("%s is no aggregate, such as count() or sum \"points\""):format(name), 3)
    end
    for _, key in ipairs(keys or {}) do
      if name == key then
        error(("%q is a key and an aggregate: call the aggregate otherwise"):format(name), 3)
      end
    end
  end
end

--- One row for each value of the key, or of the keys together: the key, and what the
--- aggregates come to. Groups stand in the order in which they were met.
--- @param keys string|string[]
--- @param aggregates? table<string, lark.aggregate>
--- @return lark.rows
function Rows:group(keys, aggregates)
  aggregates = aggregates or { count = aggregate.count() }
  keys_of.check("group", keys)
  check_aggregates(aggregates, keys_of.list(keys))
  local readers, order = keys_of.readers(keys), {}
  for i, key in ipairs(keys_of.list(keys)) do order[i] = keys_of.name(key, i) end
  local names = sorted_names(aggregates)
  local list = {}
  for i, group in ipairs(keys_of.partition(self, readers)) do
    local row = {}
    for at, read in ipairs(readers) do row[order[at]] = read(group[1]) end
    for _, name in ipairs(names) do row[name] = aggregate.of(aggregates[name], group) end
    list[i] = row
  end
  return new(list, table.move(names, 1, #names, #order + 1, order))
end

--- What all rows come to, as one table.
--- @param aggregates table<string, lark.aggregate>
--- @return table
function Rows:totals(aggregates)
  check_aggregates(aggregates)
  local row = {}
  for name, how in pairs(aggregates) do row[name] = aggregate.of(how, self) end
  return row
end

--- The first row of each value of the key, or of the keys together.
--- @param keys string|string[]
--- @return lark.rows
function Rows:distinct(keys)
  local list = {}
  for i, group in ipairs(keys_of.partition(self, keys_of.readers(keys))) do list[i] = group[1] end
  return new(list, self:keys())
end

--- One row for each of these values of a key, in their order: the first that has it, or
--- a new one with `fields`. For months without anything, which a line must not skip.
--- @param key string
--- @param values any[]
--- @param fields? table  of the rows that were not there
--- @return lark.rows
function Rows:complete(key, values, fields)
  local by, list = keys_of.index(self, key), {}
  for i, value in ipairs(values) do
    local row = by[value] and by[value][1]
    if not row then
      row = copy(fields or {})
      row[key] = value
    end
    list[i] = row
  end
  return new(list, self:keys())
end

-- ------------------------------------------------------------------------ sorting

-- "-count" is the greatest first.
local function direction(key)
  if type(key) == "string" and key:sub(1, 1) == "-" then return key:sub(2), true end
  return key, false
end

-- Compares two decorated rows by their values; what is missing comes last either way.
local function comparison(descending)
  local less, count = field.order(), #descending
  return function(a, b)
    for i = 1, count do
      local x, y = a[i], b[i]
      if x ~= y then
        if x == nil or y == nil then return y == nil end
        if less(x, y) then return not descending[i] end
        if less(y, x) then return descending[i] end
      end
    end
    return a.place < b.place
  end
end

--- The rows in another order: by the first key, rows that are equal there by the
--- second, and so on; "-key" has the greatest first. Texts stand by code point. Rows
--- that are equal keep their order; those without the field come last.
--- @param ... string|fun(row: table): any
--- @return lark.rows
function Rows:sort(...)
  keys_of.check("sort", { ... })
  local readers, descending = {}, {}
  for i, key in ipairs { ... } do
    key, descending[i] = direction(key)
    readers[i] = field.reader(key)
  end
  local decorated = {}
  for place, row in ipairs(self) do
    local values = { place = place, row = row }
    for i, read in ipairs(readers) do values[i] = read(row) end
    decorated[place] = values
  end
  table.sort(decorated, comparison(descending))
  local list = {}
  for i, values in ipairs(decorated) do list[i] = values.row end
  return new(list, self:keys())
end

-- --------------------------------------------------------------------------- pivot

-- The names of columns in the order of the values they stand for: 2 before 10.
local function sorted_columns(values)
  local names, less = {}, field.order()
  for name in pairs(values) do names[#names + 1] = name end
  table.sort(names, function(a, b) return less(values[a], values[b]) end)
  return names
end

--- @class lark.rows.pivot
--- @field rows string|string[]      the key, or keys, of a row
--- @field columns string            the field whose values become columns
--- @field value? lark.aggregate     what stands in a cell; the number of rows
--- @field missing? string           the column of rows without that field; "(none)"

--- A row for each value of one key and a column for each value of another. A cell
--- that no row fell into is missing.
--- @param how lark.rows.pivot
--- @return lark.rows
function Rows:pivot(how)
  local value, missing = how.value or aggregate.count(), how.missing or "(none)"
  check_aggregates { value = value }
  local readers, read_column = keys_of.readers(how.rows), field.reader(how.columns)
  local values, order, list = {}, {}, {}
  local function column_of(row)
    local found = read_column(row)
    local name = found == nil and missing
      or type(found) == "number" and decimal.shortest(found) or tostring(found)
    values[name] = found == nil and {} or found -- what is missing comes last
    return name
  end
  for i, key in ipairs(keys_of.list(how.rows)) do order[i] = keys_of.name(key, i) end
  for i, group in ipairs(keys_of.partition(self, readers)) do
    local row = {}
    for at, read in ipairs(readers) do row[order[at]] = read(group[1]) end
    for _, cell in ipairs(keys_of.partition(group, { column_of })) do
      row[column_of(cell[1])] = aggregate.of(value, cell)
    end
    list[i] = row
  end
  for _, key in ipairs(order) do
    if values[key] ~= nil then
      error(("pivot: %q is a key of rows and a value that becomes a column"):format(key), 2)
    end
  end
  local columns = sorted_columns(values)
  return new(list, table.move(columns, 1, #columns, #order + 1, order))
end

--- Columns for a report's table: one for each key of these rows, in their order, with
--- what `facts` say of it; `facts["*"]` is for those that it does not name.
---
---     r:table("Cash", cash, cash:columns {
---       name = { title = "Referrer" }, ["*"] = { type = "decimal" },
---     })
--- @param facts? table<string, table>
--- @return lark.report.column[]
function Rows:columns(facts)
  local keys = self:keys()
  if not keys then error("columns: these rows have no order of keys; select them first", 2) end
  local columns = {}
  for i, key in ipairs(keys) do
    columns[i] = { key = key }
    for name, value in pairs(facts and (facts[key] or facts["*"]) or {}) do
      columns[i][name] = value
    end
  end
  return columns
end

return M
