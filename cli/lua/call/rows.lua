-- SPDX-License-Identifier: MIT

--- Reads the rows of --rows: a CSV file whose columns are parameters.
---
--- A dot leads into an object, a number into a list: `applicant.name`, `ids.1`. An empty cell
--- leaves its parameter out. A column whose name begins with # is a remark, and not sent.
local lark = require "lark"
local parameters = require "lualark.options.parameters"
local words = require "lualark.words"

local M = {}

-- At most so many faults are listed.
local MOST_FAULTS = 5

-- The parts of a column's name: { "ids", 1 } of "ids.1"; nil if it is no parameter's.
local function parts_of(name)
  local is_name = name:find "^[%w_]+$" or name:find "^[%w_]+%.[%w_.%-]*[%w_]$"
  if not is_name or name:find("..", 1, true) then return nil end
  local parts = {}
  for part in name:gmatch "[^.]+" do
    local place = #parts > 0 and part:find "^%d+$" and math.tointeger(tonumber(part))
    parts[#parts + 1] = place or part
  end
  return parts
end

-- Puts a column into the tree of all columns. A node has its `column`, or nodes `behind` it by
-- parts of one `kind`, and `any` of the columns there. Returns what is wrong, as where a column
-- leads into a list and another into an object at the same place: one of them would be lost.
local function plant(node, parts, name)
  for _, part in ipairs(parts) do
    local kind = math.type(part) or "name"
    if node.column then break end
    if node.kind and node.kind ~= kind then
      return words("columns %s and %s: one leads into a list, the other into an object",
        node.any, name)
    end
    node.kind, node.any = kind, node.any or name
    node.behind = node.behind or {}
    node.behind[part] = node.behind[part] or {}
    node = node.behind[part]
  end
  if node.column or node.any then
    return words("columns %s and %s are two values of one parameter", node.column or node.any,
      name)
  end
  node.column = name
end

-- The columns that are parameters, each a list of parts by its name, and their names in
-- order; nil and what is wrong.
local function columns_of(row, goal)
  local columns, names, tree, known, is_known = {}, {}, {}, {}, {}
  for name in pairs(row) do
    if not name:find "^#" then names[#names + 1] = name end
  end
  table.sort(names)
  for i, param in ipairs(goal.schema.params) do
    known[i], is_known[param.name] = param.name, true
  end
  for _, name in ipairs(names) do
    local parts = parts_of(name)
    if not parts then return nil, words("column %q is no parameter's name", name) end
    local wrong = plant(tree, parts, name)
    if wrong then return nil, wrong end
    if goal.params[parts[1]] ~= nil then
      return nil, words("%s is in the file and on the command line", parts[1])
    end
    columns[name] = parts
  end
  for _, name in ipairs(goal.is_unknown and {} or names) do
    local first = columns[name][1]
    if not is_known[first] then
      local near = lark.suggest(first, known)
      local fault = near
        and words("%s has no parameter %s; did you mean %s?", goal.schema.name, first, near)
        or words("%s has no parameter %s", goal.schema.name, first)
      return nil, words("%s; a column that is not to be sent is named #%s", fault, first)
    end
  end
  return columns, names
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

local function put(params, parts, value)
  local at = params
  for i = 1, #parts - 1 do
    at[parts[i]] = at[parts[i]] or {}
    at = at[parts[i]]
  end
  at[parts[#parts]] = value
end

-- The parameters of one row; nil and what is wrong.
local function params_of(row, columns, names, goal, zone)
  local params = {}
  for name, value in pairs(goal.params) do params[name] = value end
  for _, name in ipairs(names) do
    local text = row[name]
    if text ~= nil and text ~= "" then
      local value, wrong = parameters.read_value(goal.schema, name, text, zone)
      if value == nil then return nil, wrong end
      put(params, columns[name], value)
    end
  end
  for _, parts in pairs(columns) do params[parts[1]] = settled(params[parts[1]]) end
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
  local columns, names = columns_of(found[1], goal)
  if not columns then return nil, words("%s: %s", path, names) end
  local rows, faults, count = {}, {}, 0
  for i = 1, #found do
    local params, why = params_of(found[i], columns, names, goal, options.zone)
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
