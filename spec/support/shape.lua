-- SPDX-License-Identifier: MIT

--- Compares an answer with the fields that the catalog documents.
local lark = require "lark"

local M = {}

local function is_array(value)
  return lark.encode(value):sub(1, 1) == "["
end

-- The type of a value, in the catalog's words.
local function type_of(value)
  if value == lark.null then return "null" end
  if type(value) == "table" then return is_array(value) and "array" or "object" end
  if type(value) == "number" then return math.type(value) == "integer" and "integer" or "number" end
  return type(value)
end

local function fits(wanted, found)
  return wanted == "any" or wanted == found or wanted == "number" and found == "integer"
end

local compare

local function compare_value(kind, value, where, faults, missing)
  local found = type_of(value)
  if not fits(kind.type, found) then
    faults[#faults + 1] = ("%s is a %s, documented as %s"):format(where, found, kind.type)
  elseif kind.type == "array" then
    for _, item in ipairs(value) do
      compare_value(kind.item, item, where .. "[]", faults, missing)
    end
  elseif kind.values then
    for _, one in pairs(value) do
      compare_value(kind.values, one, where .. "{}", faults, missing)
    end
  elseif kind.fields then
    compare(kind.fields, value, where .. ".", faults, missing)
  end
end

function compare(fields, value, prefix, faults, missing)
  local known = {}
  for _, field in ipairs(fields) do
    known[field.name] = true
    if value[field.name] ~= nil then
      compare_value(field.type, value[field.name], prefix .. field.name, faults, missing)
    elseif not field.type.hidden then
      missing[#missing + 1] = prefix .. field.name
    end
  end
  for name in pairs(value) do
    if not known[name] then faults[#faults + 1] = prefix .. name .. " is not documented" end
  end
end

--- Returns what is wrong with `data`, and the documented fields that it lacks.
--- @param fields table[]  `returns` of an endpoint in the catalog's plain shape
--- @param data table
--- @return string[] faults
--- @return string[] missing
function M.compare(fields, data)
  local faults, missing = {}, {}
  compare(fields, data, "", faults, missing)
  return faults, missing
end

return M
