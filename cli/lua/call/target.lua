-- SPDX-License-Identifier: MIT

--- Where a call goes: an endpoint of the catalog, or any path of the platform.
local endpoint = require "lualark.catalog.endpoint"
local lark = require "lark"
local parameters = require "lualark.options.parameters"
local words = require "lualark.words"

local M = {}

--- @class lualark.target
--- @field schema table  of lark.schema; that of an unknown path has no fields
--- @field is_unknown boolean?  whether the catalog has nothing of it
--- @field has_pages boolean
--- @field params table  the parameters
--- @field preview fun(params?: table): table?, lark.error?  what would be sent
--- @field journal_name string  the endpoint as a journal knows it
--- @field on fun(client): table  what is called, with `each` and `all` if it may have pages

local METHODS = { GET = true, POST = true, PUT = true, PATCH = true, DELETE = true }

-- ------------------------------------------------------------------- endpoints

local function to_endpoint(given_words, zone)
  local schema, err = endpoint.schema(given_words[1])
  if not schema then return nil, err end
  local params, wrong = parameters.read(schema, given_words, 2, zone)
  if not params then return nil, wrong end
  return {
    schema = schema, params = params, has_pages = schema.page ~= nil, journal_name = schema.name,
    preview = function(given) return lark.preview(schema.name, given or params) end,
    on = function(client) return endpoint.of(client, schema.name) end,
  }
end

-- ----------------------------------------------------------------------- paths

local function decoded(text)
  return (text:gsub("+", " "):gsub("%%(%x%x)", function(hex)
    return string.char(tonumber(hex, 16))
  end))
end

-- Takes the query off a path that was copied with it. A name that comes again is a list.
local function split(text)
  local path, query = text:match "^([^?]*)%??(.*)$"
  local members = {}
  for member in query:gmatch "[^&]+" do
    local name, value = member:match "^([^=]*)=?(.*)$"
    name, value = decoded(name), decoded(value)
    local before = members[name]
    if type(before) == "table" then
      before[#before + 1] = value
    else
      members[name] = before and { before, value } or value
    end
  end
  return path, members
end

-- Where each parameter travels: as the catalog says, else as the method says.
local function places(method, schema)
  local known = {}
  for _, param in ipairs(schema.params) do known[param.name] = param.place end
  local default = (method == "GET" or method == "DELETE") and "query" or "body"
  return function(name)
    return (known[name] or name == "page_token" and "query" or default) == "body" and "body"
      or "query"
  end
end

-- The request of these parameters. A page's token follows the others.
local function request_of(method, path, in_path, place, params)
  local request = { method = method, path = path, query = {} }
  for name, value in pairs(in_path) do request.query[name] = value end
  for name, value in pairs(params) do
    local at = place(name)
    request[at] = request[at] or {}
    request[at][name] = value
  end
  return request
end

-- The name of the only array of a page; nil where it has none, or several.
local function only_array(page)
  local array, only = getmetatable(lark.array {}), nil
  for name, value in pairs(page) do
    if getmetatable(value) == array then
      if only then return nil end
      only = name
    end
  end
  return only
end

-- A page whose items have another name gets them as `items`.
local function with_items(page)
  if type(page) == "table" and page.items == nil then page.items = page[only_array(page)] end
  return page
end

-- The schema of a path that is not in the catalog.
local function unknown(method, path)
  return { name = method .. " " .. path, method = method, path = path, params = {}, returns = {} }
end

-- The function that calls a path, with `each` and `all`.
local function callable(read, known, name)
  local pages = lark.pages(known and read or function(params)
    local page, err = read(params)
    return with_items(page), err
  end, name, known and known.page or "items")
  return setmetatable({ each = pages.each, all = pages.all }, {
    __call = function(_, params, options) return read(params, options) end,
  })
end

local function to_path(given_words, zone)
  local method = given_words[1]:upper()
  if not given_words[2] then return nil, words "which path? One such as /open-apis/hire/v1/jobs" end
  local path, in_path = split(given_words[2])
  local known = lark.schema(method .. " " .. path)
  local schema = known or unknown(method, path)
  local params, wrong = parameters.read(schema, given_words, 3, zone)
  if not params then return nil, wrong end
  local place = places(method, schema)
  local function request(given) return request_of(method, path, in_path, place, given) end
  return {
    schema = schema, params = params, has_pages = not known or known.page ~= nil,
    is_unknown = not known, journal_name = method,
    preview = function(given) return lark.preview(request(given or params)) end,
    on = function(client)
      return callable(function(given, options)
        local asked = request(given)
        asked.row = options and options.row
        return client:request(asked)
      end, known, schema.name)
    end,
  }
end

--- Reads the words of `lualark call`.
--- @param given_words string[]  an endpoint's name, or a method and a path; then parameters
--- @param zone? string    the time zone of dates; the machine's
--- @return lualark.target?
--- @return string|lark.error? wrong
function M.read(given_words, zone)
  local read = METHODS[given_words[1]:upper()] and to_path or to_endpoint
  return read(given_words, zone)
end

--- Learns the fields of an unknown path from what it answered.
--- @param target lualark.target
--- @param data table
function M.learn(target, data)
  if not target.is_unknown then return end
  local name = data.items ~= nil and "items" or only_array(data)
  if name then target.schema.page, target.schema.returns = name, { { name = name, item = {} } } end
end

--- Whether a call may change something at the platform.
--- @param target lualark.target
function M.changes(target)
  return target.schema.method ~= "GET" and not target.schema.repeatable
end

return M
