-- SPDX-License-Identifier: MIT

--- The outline of values: a line for each member, with its types. It shows what a program can
--- rely on, whatever the values are.
---
---     .          list
---     []         object
---     [].id      string
---     [].note?   null string
---
--- `.` is the value itself; `?` marks a member that some of the objects lack.
local lark = require "lark"

local M = {}

local function type_of(value)
  if value == lark.null then return "null" end
  if type(value) == "number" then return math.type(value) == "integer" and "integer" or "number" end
  if type(value) ~= "table" then return type(value) end
  local is_list = #value > 0 or lark.encode(value) == "[]"
  return is_list and "list" or "object"
end

-- A place has the types seen there, how many objects it had, and the members of those.
local function place() return { types = {}, seen = 0, objects = 0, members = {} } end

local function member(at, name)
  at.members[name] = at.members[name] or place()
  return at.members[name]
end

local function look(at, value)
  local kind = type_of(value)
  at.types[kind] = true
  at.seen = at.seen + 1
  if kind == "list" then
    for _, item in ipairs(value) do look(member(at, "[]"), item) end
  elseif kind == "object" then
    at.objects = at.objects + 1
    for name, one in pairs(value) do look(member(at, name), one) end
  end
end

local function sorted(from)
  local names = {}
  for name in pairs(from) do names[#names + 1] = tostring(name) end
  table.sort(names)
  return names
end

local function show(lines, at, prefix)
  for _, name in ipairs(sorted(at.members)) do
    local one = at.members[name]
    local is_item = name == "[]"
    local where = prefix .. (is_item and "[]" or (prefix ~= "" and "." or "") .. name)
    local lacks = not is_item and one.seen < at.objects
    lines[#lines + 1] = where .. (lacks and "?" or "") .. "\t"
      .. table.concat(sorted(one.types), " ")
    show(lines, one, where)
  end
end

--- @param ... any  values of one sort: the members of all are shown
--- @return string
function M.of(...)
  local root = place()
  for _, value in ipairs { ... } do look(root, value) end
  local lines = { ".\t" .. table.concat(sorted(root.types), " ") }
  show(lines, root, "")
  return table.concat(lines, "\n") .. "\n"
end

return M
