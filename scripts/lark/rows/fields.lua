-- SPDX-License-Identifier: MIT

--- Methods of rows that change their fields: select, derive, unnest; and columns.
local lark = require "lark"
local field = require "lark.field"
local in_grid = require "lark.rows.grid"
local faults = require "lark.rows.faults"
local known = require "lark.rows.known"
local list_of = require "lark.rows.list"
local new = list_of.new
local row_of = require "lark.rows.row"
local say = require "lark.say"

--- @class lark.rows
local Rows = {}

--- Keeps these fields only: `"key"` as it is, `name = field` under another name. The
--- plain keys come first, in their order; the renamed ones follow, sorted by name.
--- @param fields table
--- @return lark.rows
function Rows:select(fields)
  local keys, readers, sources = {}, {}, {}
  known.check("select", self, fields)
  for i, key in ipairs(fields) do
    keys[i], readers[i], sources[key] = key, field.reader(key), key
  end
  for _, name in ipairs(row_of.names(fields)) do
    known.check("select", self, fields[name])
    keys[#keys + 1], readers[#readers + 1] = name, field.reader(fields[name])
    sources[name] = fields[name]
  end
  local read = {}
  for i, key in ipairs(keys) do read[i] = sources[key] end
  local chosen_in_grid = in_grid.select(self, keys, read)
  if chosen_in_grid then return chosen_in_grid end
  local list = {}
  for i, row in ipairs(self) do
    local chosen = {}
    for at, key in ipairs(keys) do chosen[key] = readers[at](row) end
    faults.copy(row, chosen, sources)
    list[i] = chosen
  end
  return new(list, keys)
end

--- Adds fields to the rows, each a key or a function of the row before the change.
--- @param fields table<string, string|fun(row: table): any>
--- @return lark.rows
function Rows:derive(fields)
  local keys = self:keys() and table.move(self:keys(), 1, #self:keys(), 1, {})
  local names, readers, had = row_of.names(fields), {}, {}
  for _, key in ipairs(keys or {}) do had[key] = true end
  local noted = known.union { self } or {}
  for _, name in ipairs(names) do
    known.check("derive", self, fields[name])
    noted[name] = true
    readers[name] = field.reader(fields[name])
    if keys and not had[name] then keys[#keys + 1] = name end
  end
  local list = {}
  for i, row in ipairs(self) do
    local derived = row_of.copy(row)
    for _, name in ipairs(names) do derived[name] = readers[name](row) end
    list[i] = derived
  end
  return new(list, keys, noted)
end

--- Makes a row of each item of a list that the rows hold, such as the `items` of a page.
--- The new row has the item's fields, and those of the row that the item lacks. Rows
--- whose list is missing or empty vanish.
--- @param key string
--- @return lark.rows
function Rows:unnest(key)
  known.check("unnest", self, key)
  local read, list = field.reader(key), {}
  for _, row in ipairs(self) do
    local items = read(row)
    for _, item in ipairs(type(items) == "table" and items or {}) do
      if type(item) ~= "table" then
        error(say("unnest: %s holds a %s where a table should be", key, type(item)), 2)
      end
      local whole = row_of.copy(row)
      whole[key] = nil
      for name, value in pairs(item) do
        if value ~= lark.null then whole[name] = value end
      end
      list[#list + 1] = whole
    end
  end
  return new(list, nil, known.union { self })
end

--- Notes keys that rows may have, although none of these rows has them: a method or a
--- table refuses a key that no row has, as it would be a misspelt one.
--- @param keys string|string[]
--- @return lark.rows
function Rows:declare(keys)
  local noted = known.union { self } or {}
  for _, key in ipairs(type(keys) == "table" and keys or { keys }) do noted[key] = true end
  return new(table.move(self, 1, #self, 1, {}), self:keys(), noted)
end

--- Columns for a report's table: one for each key of these rows, in their order, with
--- the facts that `facts[key]` gives; `facts["*"]` holds those of all other keys.
---
---     r:table("Cash", cash, cash:columns {
---       name = { title = "Referrer" }, ["*"] = { type = "decimal" },
---     })
--- @param facts? table<string, table>
--- @return lark.report.column[]
function Rows:columns(facts)
  local keys = self:keys()
  if not keys then error(say "columns: these rows have no order of keys; select them first", 2) end
  local columns = {}
  for i, key in ipairs(keys) do
    columns[i] = { key = key }
    for name, value in pairs(facts and (facts[key] or facts["*"]) or {}) do
      columns[i][name] = value
    end
  end
  return columns
end

return Rows
