-- SPDX-License-Identifier: MIT

--- Reads `key=value` and `key:=JSON` by the types of an endpoint's parameters.
local lark = require "lark"

local M = {}

local READERS = {}

function READERS.integer(text)
  return text:match("^%-?%d+$") and math.tointeger(tonumber(text)) or text
end

function READERS.number(text)
  return tonumber(text) or text
end

function READERS.boolean(text)
  if text == "true" then return true end
  if text == "false" then return false end
  return text
end

local function read_json(text)
  local value, err = lark.decode(text)
  if value == nil then return nil, err.msg end
  return value
end

READERS.array, READERS.object = read_json, read_json

local function type_of(schema, name)
  for _, param in ipairs(schema.params) do
    if param.name == name then return param.type end
  end
  return "string" -- an unknown one: the call itself refuses it, with the nearest name
end

-- One word of the command line: its name and value, or nil and what is wrong.
local function read_word(schema, word)
  local name, text = word:match("^([%w_]+):=(.*)$")
  if name then
    local value, err = read_json(text)
    if value == nil then return nil, ("%s: %s is no JSON: %s"):format(name, text, err) end
    return name, value
  end
  name, text = word:match("^([%w_]+)=(.*)$")
  if not name then return nil, ("%q is neither key=value nor key:=JSON"):format(word) end
  local value, err = (READERS[type_of(schema, name)] or tostring)(text)
  if value == nil then return nil, ("%s takes JSON: %s"):format(name, err) end
  return name, value
end

--- Reads the words behind an endpoint's name.
--- @param schema table   of lark.schema
--- @param rest string[]  the name, and the words
--- @return table? params
--- @return string? wrong
function M.read(schema, rest)
  local params = {}
  for i = 2, #rest do
    local name, value = read_word(schema, rest[i])
    if not name then return nil, value end
    if params[name] ~= nil then return nil, name .. " is given twice" end
    params[name] = value
  end
  return params
end

return M
