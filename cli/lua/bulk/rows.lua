-- SPDX-License-Identifier: MIT

--- Reads the rows of --rows: a CSV file whose columns are parameters.
---
--- A dot leads into an object, a number into a list: `applicant.name`, `ids.1`. An empty cell
--- leaves its parameter out. A column whose name begins with # is a remark, and not sent.
local lark = require "lark"
local parameters = require "lualark.parameters"
local words = require "lualark.words"

local M = {}

-- At most so many faults are listed.
local MOST_FAULTS = 5

-- The columns that are parameters, each a list of parts; nil and what is wrong.
local function columns_of(row, goal)
  local columns, top = {}, {}
  for name in pairs(row) do
    if not name:find "^#" then columns[#columns + 1] = name end
  end
  table.sort(columns)
  local known = {}
  for i, param in ipairs(goal.schema.params) do known[i] = param.name end
  for i, name in ipairs(columns) do
    if not name:find "^[%w_]+$" and not name:find "^[%w_]+%.[%w_.%-]*[%w_]$" then
      return nil, words("column %q is no parameter's name", name)
    end
    local first = name:match "^[^.]+"
    top[first] = true
    if columns[i - 1] and name:sub(1, #columns[i - 1] + 1) == columns[i - 1] .. "." then
      return nil,
        words("columns %s and %s are two values of one parameter", columns[i - 1], name)
    end
    if goal.params[first] ~= nil then
      return nil, words("%s is in the file and on the command line", first)
    end
  end
  if goal.is_unknown then return columns end
  local is_known = {}
  for _, name in ipairs(known) do is_known[name] = true end
  for name in pairs(top) do
    if not is_known[name] then
      local near = lark.suggest(name, known)
      local fault = near
        and words("%s has no parameter %s; did you mean %s?", goal.schema.name, name, near)
        or words("%s has no parameter %s", goal.schema.name, name)
      return nil, words("%s; a column that is not to be sent is named #%s", fault, name)
    end
  end
  return columns
end

-- A table whose names are numbers becomes a list, without the places that were empty.
local function settled(value)
  if type(value) ~= "table" or getmetatable(value) then return value end
  local places = {}
  for name, inner in pairs(value) do
    value[name] = settled(inner)
    if math.type(name) == "integer" then places[#places + 1] = name end
  end
  if #places == 0 then return value end
  table.sort(places)
  local list = lark.array {}
  for i, place in ipairs(places) do list[i] = value[place] end
  return list
end

local function put(params, name, value)
  local at, last = params, nil
  for part in name:gmatch "[^.]+" do
    if last ~= nil then
      at[last] = at[last] or {}
      at = at[last]
    end
    last = part:find "^%d+$" and math.tointeger(tonumber(part)) or part
  end
  at[last] = value
end

-- The parameters of one row; nil and what is wrong.
local function params_of(row, columns, goal, zone)
  local params = {}
  for name, value in pairs(goal.params) do params[name] = value end
  for _, name in ipairs(columns) do
    local text = row[name]
    if text ~= nil and text ~= "" then
      local value, wrong = parameters.read_value(goal.schema, name, text, zone)
      if value == nil then return nil, wrong end
      put(params, name, value)
    end
  end
  for _, name in ipairs(columns) do
    local first = name:match "^[^.]+"
    params[first] = settled(params[first])
  end
  return params
end

-- Gives a row the key of its own that the endpoint takes.
local function add_key(params, key, text)
  if key and params[key] == nil then params[key] = lark.key(text, params) end
end

local function summary(faults, count)
  if count > #faults then faults[#faults + 1] = words("and %d rows more", count - #faults) end
  return table.concat(faults, "\n")
end

--- Reads the rows, and checks each as its call would.
--- @param path string
--- @param goal lualark.target  its parameters are every row's
--- @param options table        `zone`, and `key`: the text that the rows' keys are made from
--- @return { params: table, preview: table }[]? rows
--- @return string? wrong
function M.read(path, goal, options)
  local found, wrong = require("lark.csv").read(path)
  if not found then return nil, wrong end
  if #found == 0 then return nil, words("%s: there are no rows", path) end
  local columns
  columns, wrong = columns_of(found[1], goal)
  if not columns then return nil, words("%s: %s", path, wrong) end
  local rows, faults, count = {}, {}, 0
  for i = 1, #found do
    local params, why = params_of(found[i], columns, goal, options.zone)
    local preview
    if params then
      if options.key then add_key(params, goal.schema.key, options.key) end
      preview, why = goal.preview(params)
    end
    rows[i] = { params = params, preview = preview }
    if not preview then
      count = count + 1
      if count <= MOST_FAULTS then faults[count] = words("row %d: %s", i, tostring(why)) end
    end
  end
  if count == 0 then return rows end
  return nil, words("%s: nothing was sent\n%s", path, summary(faults, count))
end

return M
