-- SPDX-License-Identifier: MIT

--- Writes an editor's definitions (for lua-language-server) of `lark`, of clients and of all
--- endpoints, from bindings/api.lua and core/catalog/.
---
---     lua5.4 tools/annotations.lua SOURCE_DIR OUT_DIR CATALOG_FILE ...
---
--- OUT_DIR gets lark.lua and a file for each family. Nothing runs them: they begin with
--- `---@meta`. The report library has its definitions in its own sources.

local source_dir, out_dir = arg[1], arg[2]
local files = table.move(arg, 3, #arg, 1, {})
local read = dofile(source_dir .. "/tools/read_catalog.lua")
local catalog = read(source_dir .. "/core/catalog", files)
local api = dofile(source_dir .. "/bindings/api.lua")

local HEAD = "---@meta\n-- Made by tools/annotations.lua. Changes go into bindings/api.lua and "
  .. "core/catalog/.\n"

-- ------------------------------------------------------------------- writing

local Page = {}
Page.__index = Page

local function new_page() return setmetatable({ HEAD }, Page) end

function Page:add(text, ...)
  self[#self + 1] = select("#", ...) > 0 and text:format(...) or text
end

-- A text as comment lines.
function Page:doc(text)
  for line in (text .. "\n"):gmatch "(.-)\n" do
    if line ~= "" then self:add("---%s", line) end
  end
end

function Page:write(name)
  local file = assert(io.open(out_dir .. "/" .. name .. ".lua", "wb"))
  assert(file:write(table.concat(self, "\n"), "\n"))
  assert(file:close())
end

local function one_line(text) return (text:gsub("%s+", " ")) end

-- --------------------------------------------------------------- lark, clients

local add_event_types

local function add_class(page, class)
  if class.doc then page:doc(class.doc) end
  page:add("---@class %s", class.class)
  if class.class == "lark.events" then add_event_types(page) end
  for _, field in ipairs(class.fields or {}) do
    page:add("---@field %s %s %s", field[1], field[2], one_line(field[3]))
  end
end

local function add_function(page, owner, separator, entry)
  local name, doc, params, returns = entry[1], entry[2], entry[3], entry[4]
  local names = {}
  page:doc("\n" .. doc)
  for i, param in ipairs(params) do
    page:add("---@param %s %s %s", param[1], param[2], one_line(param[3]))
    names[i] = param[1]:gsub("%?$", "")
  end
  for _, result in ipairs(returns) do page:add("---@return %s %s", result[1], result[2]) end
  page:add("function %s%s%s(%s) end\n", owner, separator, name, table.concat(names, ", "))
end

local function add_module(page, families)
  local lark = api.lark
  page:add("---@class lark")
  for _, field in ipairs(lark.fields) do
    page:add("---@field %s %s %s", field[1], field[2], one_line(field[3]))
  end
  page:add "local lark = {}\n"
  for _, list in ipairs { lark.functions, lark.engine } do
    for _, entry in ipairs(list) do add_function(page, "lark", ".", entry) end
  end
  page:add "---@class lark.client"
  for _, family in ipairs(families) do page:add("---@field %s lark.%s", family, family) end
  page:add "local client = {}\n"
  for _, entry in ipairs(api.client.functions) do add_function(page, "client", ":", entry) end
  page:add "---@class lark.task\nlocal task = {}\n"
  for _, entry in ipairs(api.task.functions) do add_function(page, "task", ":", entry) end
  page:add "---@class lark.store\n"
  page:add "---@class lark.schema: table\n"
end

-- lark.types: a word is a type, and is called with facts.
local function add_types(page)
  page:doc "A type; called with facts, such as `integer { min = 1 }`, it is the type with them."
  page:add "---@class lark.type\n---@overload fun(facts: table): lark.type\n"
  page:add "---@class lark.types"
  local names = {}
  for name in pairs(catalog.format.words) do names[#names + 1] = name end
  table.sort(names)
  local SIGNATURES = {
    array = "fun(item: lark.type): lark.type", map = "fun(values: lark.type): lark.type",
    object = "fun(name: string): fun(fields: table[]): lark.type",
  }
  for _, name in ipairs(names) do
    page:add("---@field %s %s", name, SIGNATURES[name] or "lark.type")
  end
  page:add ""
end

-- ------------------------------------------------------------------- endpoints

-- The class of each object, by its shape: shared types stay shared.
local class_of, taken = {}, {}

local function name_class(family, shape)
  local base = ("lark.%s.type.%s"):format(family, shape.type_name or "object")
  taken[base] = (taken[base] or 0) + 1
  return taken[base] == 1 and base or base .. "_" .. taken[base]
end

local SCALARS = {
  string = "string", integer = "integer", number = "number", boolean = "boolean", any = "any",
}

local function literal(value)
  return type(value) == "string" and ("%q"):format(value) or tostring(value)
end

local text_of

-- The values of an enum; answers, and enums known to be open, may hold others.
local function enum_text(shape, is_open)
  local values = {}
  for i, choice in ipairs(shape.enum) do values[i] = literal(choice.value) end
  if is_open or shape.open then values[#values + 1] = SCALARS[shape.type] end
  return table.concat(values, "|")
end

-- The text of a type; adds the classes that it needs to `wanted`.
function text_of(family, shape, wanted, is_open)
  if shape.enum and #shape.enum > 0 then return enum_text(shape, is_open) end
  if shape.type == "array" then
    local item = text_of(family, shape.item, wanted, is_open)
    return (item:find("|", 1, true) and "(%s)[]" or "%s[]"):format(item)
  elseif shape.values then
    return ("table<string, %s>"):format(text_of(family, shape.values, wanted, is_open))
  elseif shape.type == "object" then
    if not shape.fields or #shape.fields == 0 then return "table" end
    if not class_of[shape] then
      class_of[shape] = name_class(family, shape)
      wanted[#wanted + 1] = { shape = shape, is_open = is_open }
    end
    return class_of[shape]
  end
  return SCALARS[shape.type]
end

local function field_doc(field)
  local shape, words = field.type, { field.doc }
  if shape.unit then words[#words + 1] = ("In %s since 1970."):format(shape.unit) end
  if shape.deprecated then words[#words + 1] = "Deprecated: " .. shape.deprecated end
  return one_line(table.concat(words, " "))
end

local function add_fields(page, family, fields, wanted, is_open, optional)
  for _, field in ipairs(fields) do
    if not field.type.hidden then
      page:add("---@field %s%s %s %s", field.name, optional(field) and "?" or "",
        text_of(family, field.type, wanted, is_open), field_doc(field))
    end
  end
end

-- Writes the classes that are wanted, and those that these want in turn.
local function add_wanted(page, family, wanted)
  local i = 1
  while wanted[i] do
    local shape, is_open = wanted[i].shape, wanted[i].is_open
    page:add("---@class %s", class_of[shape])
    add_fields(page, family, shape.fields, wanted, is_open, function(field)
      return is_open or not field.required
    end)
    page:add ""
    i = i + 1
  end
end

local function add_deprecated(page, endpoint)
  if endpoint.deprecated then page:doc("@deprecated " .. one_line(endpoint.deprecated)) end
end

local function add_endpoint_doc(page, endpoint)
  page:doc("\n" .. endpoint.doc)
  if endpoint.url ~= "" then page:doc(endpoint.url) end
  if endpoint.unverified then page:doc("Unverified: " .. one_line(endpoint.unverified)) end
end

-- The type of one item of a paged endpoint.
local function item_of(endpoint)
  local fields, found = endpoint.returns, nil
  for name in endpoint.page:gmatch "[^.]+" do
    for _, field in ipairs(fields) do
      if field.name == name then found = field.type end
    end
    fields = found.fields or {}
  end
  return found.item
end

local function has_required(params)
  for _, param in ipairs(params) do
    if param.required then return true end
  end
end

-- One endpoint: the classes of its parameters and data, and how it is called.
local function add_endpoint(page, endpoint, owner, wanted)
  local family, name = endpoint.name:match "^(.-)%.(.*)$"
  local params = ("lark.%s.params.%s"):format(family, name)
  local data = ("lark.%s.data.%s"):format(family, name)
  page:add("---@class %s", params)
  add_fields(page, family, endpoint.params, wanted, false, function(field)
    return not field.required
  end)
  page:add("\n---@class %s", data)
  add_fields(page, family, endpoint.returns, wanted, true, function() return true end)
  local short = name:match "[^.]+$"
  local optional = has_required(endpoint.params) and "" or "?"
  page:add ""
  if not endpoint.page then
    add_endpoint_doc(page, endpoint)
    add_deprecated(page, endpoint)
    page:add("---@param params%s %s\n---@return %s? data\n---@return lark.error? err", optional,
      params, data)
    page:add("function %s.%s(params) end\n", owner, short)
    return
  end
  local item = text_of(family, item_of(endpoint), wanted, true)
  local paged = ("lark.%s.paged.%s"):format(family, name)
  page:add("---@class %s", paged)
  page:add("---@field each fun(params%s: %s): (fun(): %s?)", optional, params, item)
  page:add("---@field all fun(params%s: %s): (%s)[]?, lark.error?", optional, params, item)
  page:add("---@overload fun(params%s: %s): %s?, lark.error?\n", optional, params, data)
  add_endpoint_doc(page, endpoint)
  add_deprecated(page, endpoint)
  page:add("---@type %s\n%s.%s = {}\n", paged, owner, short)
end

-- The branches of a family, "hire.job.manager" below "hire.job", each with its endpoints.
local function branches_of(endpoints)
  local branches, order = {}, {}
  local function branch(path)
    if branches[path] then return branches[path] end
    local made = { path = path, endpoints = {}, children = {} }
    branches[path] = made
    local above, last = path:match "^(.*)%.([^.]+)$"
    if above then table.insert(branch(above).children, last) end
    order[#order + 1] = made
    return made
  end
  for _, endpoint in ipairs(endpoints) do
    table.insert(branch(endpoint.name:match "^(.*)%.").endpoints, endpoint)
  end
  return order
end

-- The class of an event's body.
local function event_class(name)
  local family, rest = name:match "^(.-)%.(.*)$"
  return family and ("lark.%s.event.%s"):format(family, rest) or "lark.event." .. name
end

-- lark.events.on for each type, so that an editor knows the fields of its event.
function add_event_types(page)
  for _, event in ipairs(catalog.events) do
    page:add('---@field on fun(event_type: "%s", fn?: fun(event: %s, header: lark.event_header))',
      event.name, event_class(event.name))
  end
end

-- The classes of a family's events; nil: of those that have none.
local function add_events(page, family, wanted)
  for _, event in ipairs(catalog.events) do
    if event.name:match "^([^.]*)%." == family then
      page:doc(event.doc)
      page:add("---@class %s", event_class(event.name))
      add_fields(page, family or "common", event.fields, wanted, true, function() return true end)
      page:add ""
    end
  end
end

local function add_family(family, endpoints)
  local page, wanted = new_page(), {}
  for _, branch in ipairs(branches_of(endpoints)) do
    local owner = branch.path:gsub("%.", "_")
    page:add("---@class lark.%s", branch.path)
    for _, child in ipairs(branch.children) do
      page:add("---@field %s lark.%s.%s", child, branch.path, child)
    end
    page:add("local %s = {}\n", owner)
    for _, endpoint in ipairs(branch.endpoints) do add_endpoint(page, endpoint, owner, wanted) end
  end
  add_events(page, family, wanted)
  add_wanted(page, family, wanted)
  page:write(family)
end

-- ------------------------------------------------------------------------ main

local families, by_family = {}, {}
for _, endpoint in ipairs(catalog.endpoints) do
  local family = endpoint.name:match "^[^.]+"
  if not by_family[family] then
    by_family[family] = {}
    families[#families + 1] = family
  end
  table.insert(by_family[family], endpoint)
end

local page = new_page()
add_module(page, families)
add_types(page)
for _, class in ipairs(api.classes) do
  add_class(page, class)
  page:add ""
end
local wanted = {}
add_events(page, nil, wanted)
add_wanted(page, "common", wanted)
page:add "return lark"
page:write "lark"
for _, family in ipairs(families) do add_family(family, by_family[family]) end
