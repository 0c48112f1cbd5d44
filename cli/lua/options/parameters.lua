-- SPDX-License-Identifier: MIT

--- Reads `key=value` and `key:=JSON` by the types of an endpoint's parameters.
local lark = require "lark"
local words = require "lualark.words"

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

local UNITS = {
  ms = { 1, "milliseconds since 1970, or a date such as 2024-01-31 or 2024-01-31T09:30: %s" },
  s = { 1000, "seconds since 1970, or a date such as 2024-01-31 or 2024-01-31T09:30: %s" },
}

-- Reads a time: digits, or a date in the zone of --zone.
local function read_time(param, text, zone)
  local unit = UNITS[param.unit]
  if text:find "^%-?%d+$" then return (READERS[param.type] or tostring)(text) end
  local moment = require("lark.zone").moment
  local ms, err = moment(text, zone)
  -- A date that names its own offset needs no zone.
  if ms and not zone and moment(text, "UTC") ~= moment(text, "+01:00") then
    err = require "lark.zone.machine" ()
  end
  if not ms or err then return nil, words(unit[2], err) end
  local value = ms // unit[1]
  return param.type == "string" and ("%d"):format(value) or value
end

-- An unknown one is text: the call itself refuses it, with the nearest name.
local function param_of(params, name)
  for _, param in ipairs(params) do
    if param.name == name then return param end
  end
  return { type = "string" }
end

-- The value that a text stands for; nil and what is wrong.
local function read_text(param, name, text, zone)
  if UNITS[param.unit] and READERS[param.type] ~= read_json then
    local time, wrong = read_time(param, text, zone)
    if time == nil then return nil, words("%s takes %s", name, wrong) end
    return time
  end
  local value, err = (READERS[param.type] or tostring)(text)
  if value == nil then return nil, words("%s takes JSON: %s", name, err) end
  return value
end

-- One word of the command line: its name and value, or nil and what is wrong.
local function read_word(schema, word, zone)
  local name, text = word:match("^([%w_]+):=(.*)$")
  if name then
    local value, err = read_json(text)
    if value == nil then return nil, words("%s: %s is no JSON: %s", name, text, err) end
    return name, value
  end
  name, text = word:match("^([%w_]+)=(.*)$")
  if not name then return nil, words("%q is neither key=value nor key:=JSON", word) end
  local value, wrong = read_text(param_of(schema.params, name), name, text, zone)
  if value == nil then return nil, wrong end
  return name, value
end

-- The field or list item that a part of a dotted name stands for, inside of `param`.
local function inside(param, part)
  if part:find "^%d+$" then return param.item or { type = "string" } end
  return param_of(param.fields or {}, part)
end

--- Reads one value by the type of the parameter that a dotted name stands for: a number is a
--- place in a list.
--- @param schema table   of lark.schema
--- @param name string    such as `applicant.name`, `ids.1`
--- @param text string
--- @param zone? string
--- @return any value   nil where it is wrong
--- @return string? wrong
function M.read_value(schema, name, text, zone)
  local param
  for part in name:gmatch "[^.]+" do
    param = param and inside(param, part) or param_of(schema.params, part)
  end
  return read_text(param, name, text, zone)
end

--- Reads the words behind an endpoint's name, or behind a path.
--- @param schema table    of lark.schema
--- @param rest string[]   all words
--- @param first integer   the place of the first parameter
--- @param zone? string    of dates; the machine's
--- @return table? params
--- @return string? wrong
function M.read(schema, rest, first, zone)
  local params = {}
  for i = first, #rest do
    local name, value = read_word(schema, rest[i], zone)
    if not name then return nil, value end
    if params[name] ~= nil then return nil, words("%s is given twice", name) end
    params[name] = value
  end
  return params
end

return M
