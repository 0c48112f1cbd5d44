-- SPDX-License-Identifier: MIT

--- The catalog's order and types of the columns of an answer.
local language = require "lualark.language"
local lark = require "lark"
local output = require "lualark.output"
local words = require "lualark.words"

local M = {}

--- The field that holds the rows, or the one record; nil where several could.
--- @param schema table
--- @return table?
function M.main_field(schema)
  local only
  for _, field in ipairs(schema.returns) do
    if field.name == schema.page then return field end
    if field.fields or field.item then
      if only then return nil end
      only = field
    end
  end
  return only
end

--- The fields of the rows or of the record.
--- @param schema table
--- @return table[] fields
function M.fields(schema)
  local field = M.main_field(schema)
  if not field then return schema.returns end
  return field.fields or field.item and field.item.fields or {}
end

--- The rows without the page around them: formats other than JSON show these.
--- @param schema table
--- @param data table  what the endpoint answered
--- @return any
function M.unwrap(schema, data)
  local field = M.main_field(schema)
  if not field then return data end
  local inner = data[field.name]
  if inner == nil and field.item then inner = lark.array {} end
  return inner == nil and data or inner
end

-- Calls `take` for each field, with its key: nested ones have dots.
local function walk(fields, prefix, take)
  for _, field in ipairs(fields) do
    local key = prefix .. field.name
    take(key, field)
    if field.fields then walk(field.fields, key .. ".", take) end
  end
end

--- The keys in the catalog's order, those without fields of their own.
--- @param fields table[]
--- @return string[]
function M.columns(fields)
  local keys = {}
  walk(fields, "", function(key, field)
    if not field.fields then keys[#keys + 1] = key end
  end)
  return keys
end

-- A time in seconds, be it a text, in milliseconds.
local function in_ms(key)
  local read = require("lark.field").reader(key)
  return function(row)
    local number = require("lark.decimal").number(read(row))
    return number and number * 1000
  end
end

local function facts_of(key, field, zone)
  if field.enum and #field.enum > 0 then
    local labels = {}
    for _, choice in ipairs(field.enum) do labels[choice.value] = language.label(choice) end
    return next(labels) and { key = key, type = "enum", labels = labels }
  end
  if field.unit ~= "ms" and field.unit ~= "s" then return nil end
  return { key = key, type = "time", zone = zone, value = field.unit == "s" and in_ms(key) or nil }
end

--- Facts of the columns that are times or have labels, by key; for people, not programs.
--- @param fields table[]
--- @param zone? string  the machine's if left out
--- @return table<string, lark.report.column>
function M.facts(fields, zone)
  local facts = {}
  walk(fields, "", function(key, field) facts[key] = facts_of(key, field, zone) end)
  return facts
end

--- The same for a format; nil for those that programs read.
--- @param format string
--- @param fields table[]
--- @param zone? string
function M.facts_for(format, fields, zone)
  return output.is_for_people(format) and M.facts(fields, zone) or nil
end

--- Says why a key is none of these fields.
--- @param fields table[]
--- @param key string
--- @return string?
function M.fault(fields, key)
  local keys, found = {}, false
  walk(fields, "", function(name, field)
    keys[#keys + 1] = name
    -- Inside of a list, a map or an object without documented fields all may be there.
    found = found or name == key
      or not field.fields and key:sub(1, #name + 1) == name .. "."
  end)
  if found or #keys == 0 then return nil end
  local near = lark.suggest(key, keys)
  if near then return words("the answer has no %q; did you mean %q?", key, near) end
  return words("the answer has no %q; it has %s", key, table.concat(keys, words ", "))
end

return M
