-- SPDX-License-Identifier: MIT

--- Rows on their way into a table of a bitable: which are new, and which differ from what is
--- there.
---
---     local kinds = assert(bitable.kinds(client, place))
---     local rows, wrong = bitable.rows(list, { stage = "阶段", id = "id" }, kinds, { key = "id" })
---     local there = assert(bitable.records(client, place, rows))
---     local new, changed = bitable.compare(rows, there)
local cell = require "lark.bitable.cell"
local lark = require "lark"
local names_of = require "lark.names"
local say = require "lark.say"

local M = {}

--- @class lark.bitable.place
--- @field app_token string
--- @field table_id string

--- @class lark.bitable.rows
--- @field key string       the column that tells rows apart
--- @field kinds table<string, integer>
--- @field columns string[] the bitable's columns that are written
--- @field keys string[]    the keys, in the order of the rows
--- @field cells table<string, table>  the cells of each row, by its key

--- The kinds of a table's columns, by their names.
--- @param client lark.client
--- @param place lark.bitable.place
--- @return table<string, integer>? kinds
--- @return lark.error? err
function M.kinds(client, place)
  local fields, err = client.bitable.app.table.field.list.all {
    app_token = place.app_token, table_id = place.table_id, page_size = 100 }
  if not fields then return nil, err end
  local kinds = {}
  for _, field in ipairs(fields) do kinds[field.field_name] = field.type end
  return kinds
end

-- Says what is wrong with the columns that are to be written; nil where nothing is.
local function fault_of(kinds, columns)
  for _, column in ipairs(columns) do
    if not kinds[column] then
      return say("the bitable has no column %q; it has %s", column,
        table.concat(names_of(kinds), say ", "))
    elseif not cell.is_written(kinds[column]) then
      return say("column %q is of a kind that cannot be written from a text", column)
    end
  end
end

-- The cells of one row; nil and what is wrong.
local function cells_of(row, names, kinds, zone)
  local cells = {}
  for own, theirs in pairs(names) do
    local made, wanted = cell.make(kinds[theirs], row[own], zone)
    if made == nil then
      return nil, say("%s is %q, which is not %s", own, tostring(row[own]), wanted)
    end
    cells[theirs] = made
  end
  return cells
end

--- Makes cells of rows.
--- @param list table[]
--- @param names table<string, string>    the bitable's column of each key that is written
--- @param kinds table<string, integer>
--- @param how { key: string, zone?: string }  the bitable's column that tells rows apart
--- @return lark.bitable.rows? rows
--- @return string? wrong
function M.rows(list, names, kinds, how)
  local rows = { key = how.key, kinds = kinds, columns = {}, keys = {}, cells = {} }
  for _, own in ipairs(names_of(names)) do rows.columns[#rows.columns + 1] = names[own] end
  local wrong = fault_of(kinds, rows.columns)
  if wrong then return nil, wrong end
  for i, row in ipairs(list) do
    local cells
    cells, wrong = cells_of(row, names, kinds, how.zone)
    if not cells then return nil, say("row %d: %s", i, wrong) end
    local key = cell.text(cells[how.key])
    if not key then return nil, say("row %d has no %s", i, how.key) end
    if rows.cells[key] then return nil, say("row %d: an earlier row is %q, too", i, key) end
    rows.keys[i], rows.cells[key] = key, cells
  end
  return rows
end

--- The records of the table that the rows are about, by their keys.
--- @param client lark.client
--- @param place lark.bitable.place
--- @param rows lark.bitable.rows
--- @return table<string, table>? records
--- @return string|lark.error? wrong  two records of one key, or the failure of a call
function M.records(client, place, rows)
  local all, err = client.bitable.app.table.record.search.all { app_token = place.app_token,
    table_id = place.table_id, page_size = 500, field_names = rows.columns }
  if not all then return nil, err end
  local there = {}
  for _, record in ipairs(all) do
    local key = cell.text(record.fields[rows.key])
    if key and rows.cells[key] then
      if there[key] then
        return nil, say("the bitable has two rows whose %s is %s", rows.key, key)
      end
      there[key] = record
    end
  end
  return there
end

-- The cells that differ from those of a record; nil where none does.
local function differing(rows, cells, record)
  local changed = {}
  for name, made in pairs(cells) do
    if not cell.same(rows.kinds[name], record.fields[name], made) then changed[name] = made end
  end
  return next(changed) and changed
end

-- The cells that are not empty: a new row has no others.
local function filled(cells)
  local some = {}
  for name, made in pairs(cells) do if made ~= lark.null then some[name] = made end end
  return some
end

--- Finds what is to be written, as the endpoints take it, in the order of the rows.
--- @param rows lark.bitable.rows
--- @param there table<string, table>
--- @return { fields: table }[] new
--- @return { record_id: string, fields: table }[] changed
function M.compare(rows, there)
  local new, changed = {}, {}
  for _, key in ipairs(rows.keys) do
    local record, cells = there[key], rows.cells[key]
    if not record then
      new[#new + 1] = { fields = filled(cells) }
    else
      local fields = differing(rows, cells, record)
      if fields then changed[#changed + 1] = { record_id = record.record_id, fields = fields } end
    end
  end
  return new, changed
end

return M
