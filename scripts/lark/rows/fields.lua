-- SPDX-License-Identifier: MIT

--- Methods of rows that change their fields: select, derive, unnest; and columns.
local lark = require "lark"
local field = require "lark.field"
local new = require("lark.rows.list").new
local row_of = require "lark.rows.row"

--- @class lark.rows
local Rows = {}

--- Keeps these fields only: `"key"` as it is, `name = field` under another name. The
--- plain keys come first, in their order; the renamed ones follow, sorted by name.
--- @param fields table
--- @return lark.rows
function Rows:select(fields)
  local keys, readers = {}, {}
  for i, key in ipairs(fields) do keys[i], readers[i] = key, field.reader(key) end
  for _, name in ipairs(row_of.names(fields)) do
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

--- Adds fields to the rows, each a key or a function of the row before the change.
--- @param fields table<string, string|fun(row: table): any>
--- @return lark.rows
function Rows:derive(fields)
  local keys = self:keys() and table.move(self:keys(), 1, #self:keys(), 1, {})
  local names, readers, had = row_of.names(fields), {}, {}
  for _, key in ipairs(keys or {}) do had[key] = true end
  for _, name in ipairs(names) do
    readers[name] = field.reader(fields[name])
    if keys and not had[name] then keys[#keys + 1] = name end
  end
  local list = {}
  for i, row in ipairs(self) do
    local derived = row_of.copy(row)
    for _, name in ipairs(names) do derived[name] = readers[name](row) end
    list[i] = derived
  end
  return new(list, keys)
end

--- Makes a row of each item of a list that the rows hold, such as the `items` of a page.
--- The new row has the item's fields, and those of the row that the item lacks. Rows
--- whose list is missing or empty vanish.
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
      local whole = row_of.copy(row)
      whole[key] = nil
      for name, value in pairs(item) do
        if value ~= lark.null then whole[name] = value end
      end
      list[#list + 1] = whole
    end
  end
  return new(list)
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

return Rows
