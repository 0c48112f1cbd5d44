-- SPDX-License-Identifier: MIT

--- The catalog's format: the words its files are written in, and the check
--- that turns what they say into one plain shape.
---
--- Two readers share it, so that a built-in endpoint and one that a script adds
--- with `client:define` obey the same rules: the generator at build time
--- (tools/catalog.lua) and the binding at run time. It uses no library beyond
--- the language.
local M = {}

-- ---------------------------------------------------------------- the words

local Type = {}
Type.__index = Type

-- `integer { max = 20 }`: a type called with facts is the type with facts.
function Type:__call(facts)
  local copy = {}
  for key, value in pairs(self) do copy[key] = value end
  for key, value in pairs(facts) do copy[key] = value end
  return setmetatable(copy, Type)
end

local function base(name)
  return setmetatable({ type = name }, Type)
end

--- What catalog files see as globals, and scripts as `lark.types`.
M.words = {
  string = base "string",
  integer = base "integer",
  number = base "number",
  boolean = base "boolean",

  --- A platform id: digits or letters in a string, never to be counted with.
  id = base "string" { format = "id" },

  --- A point in time, milliseconds since 1970 in UTC.
  time_ms = base "integer" { unit = "ms" },
  --- The same, written as a string of digits.
  time_ms_string = base "string" { unit = "ms" },

  --- `object "name" { { "field", type, "doc" }, ... }`
  object = function(name)
    return function(fields)
      return setmetatable({ type = "object", name = name, fields = fields }, Type)
    end
  end,

  --- `array(type)`
  array = function(item)
    return setmetatable({ type = "array", item = item }, Type)
  end,
}

-- ---------------------------------------------------------------- the check

local METHODS = { "get", "post", "put", "patch", "delete" }
local PLACES = { "path", "query", "body" }
local APPS = { custom = true, isv = true }
local SCALARS = { string = true, integer = true, number = true, boolean = true }

local ENDPOINT_FACTS = {
  doc = "string", path = "table", query = "table", body = "table",
  limits = "table", apps = "table", scopes = "table", field_scopes = "table",
  returns = "table", errors = "table", repeatable = "boolean",
  page = "string", url = "string",
}
for _, method in ipairs(METHODS) do ENDPOINT_FACTS[method] = "string" end

local TYPE_FACTS = {
  type = "string", name = "string", item = "any", fields = "table",
  enum = "table", default = "any", min = "number", max = "number",
  format = "string", unit = "string", scopes = "table", deprecated = "string",
  id_type = "string",
}

local function fail(where, message, ...)
  error(("%s: %s"):format(where, message:format(...)), 0)
end

local function check_facts(facts, known, where)
  for key, value in pairs(facts) do
    local want = known[key]
    if not want then fail(where, "unknown fact %q", tostring(key)) end
    if want ~= "any" and type(value) ~= want then
      fail(where, "%s must be a %s, not a %s", key, want, type(value))
    end
  end
end

-- "50/s", "1000/min" -> { max = 50, window_ms = 1000 }
local WINDOWS = { s = 1000, min = 60000 }

--- Reads one documented limit such as `"50/s"` or `"1000/min"`.
--- @return table  { max, window_ms }
function M.limit(text, where)
  local max, window = tostring(text):match("^(%d+)/(%a+)$")
  local window_ms = WINDOWS[window]
  if not window_ms or math.tointeger(max) == nil or math.tointeger(max) < 1
      or math.tointeger(max) > 1000000 then
    fail(where, "a limit reads like \"50/s\" or \"1000/min\", not %q", tostring(text))
  end
  return { max = math.tointeger(max), window_ms = window_ms }
end

-- { 1, { en = "English", zh = "中文" } }, { 1, "English" } or just 1. Labels may
-- also stand one after the other: { 1, "English", "中文" }.
local function enum_value(entry, type_name, where)
  local value, label = entry, nil
  if type(entry) == "table" then
    value, label = entry[1], entry[2]
    if type(label) ~= "table" then label = { en = label, zh = entry[3] } end
  end
  local fits = type_name == "integer" and math.type(value) == "integer"
    or type_name == "string" and type(value) == "string"
  if not fits then fail(where, "the enum holds a %s", type(value)) end
  return { value = value, en = label and label.en, zh = label and label.zh }
end

local normal_fields -- for types within types

-- A word may also be said as a string: `{ "page_size?", "integer" }`.
local function type_of(word, where)
  if type(word) == "string" then word = M.words[word] end
  if getmetatable(word) ~= Type then
    fail(where, "expected a type such as string, integer or array(...)")
  end
  check_facts(word, TYPE_FACTS, where)
  return word
end

-- One plain table per type, so that shared types stay shared: `seen` maps the
-- word as written to its normal form.
local function normal_type(word, where, seen)
  word = type_of(word, where)
  if seen[word] then return seen[word] end
  local out = {}
  seen[word] = out
  for key, value in pairs(word) do out[key] = value end

  if word.type == "object" then
    out.fields = normal_fields(word.fields or {}, where, seen)
  elseif word.type == "array" then
    out.item = normal_type(word.item, where .. "[]", seen)
  elseif not SCALARS[word.type] then
    fail(where, "unknown type %q", word.type)
  end
  if word.enum then
    out.enum = {}
    for i, entry in ipairs(word.enum) do
      out.enum[i] = enum_value(entry, word.type, where)
    end
  end
  return out
end

-- { "page_size?", integer, "Rows per page." }
local function normal_field(entry, where, seen)
  if type(entry) ~= "table" or type(entry[1]) ~= "string" then
    fail(where, "a field reads { \"name\", type, \"what it is\" }")
  end
  local name, optional = entry[1]:match("^([%a_][%w_]*)(%??)$")
  if not name then fail(where, "%q is no field name", entry[1]) end
  local at = where .. "." .. name
  if entry[3] ~= nil and type(entry[3]) ~= "string" then
    fail(at, "the doc is a string")
  end
  return {
    name = name,
    required = optional == "",
    doc = entry[3] or "",
    type = normal_type(entry[2], at, seen),
  }
end

function normal_fields(entries, where, seen)
  local out, names = {}, {}
  for i, entry in ipairs(entries) do
    out[i] = normal_field(entry, where, seen)
    if names[out[i].name] then fail(where, "%s stands twice", out[i].name) end
    names[out[i].name] = true
  end
  return out
end

local function method_of(facts, where)
  local found, path
  for _, method in ipairs(METHODS) do
    if facts[method] then
      if found then fail(where, "both %s and %s", found, method) end
      found, path = method, facts[method]
    end
  end
  if not found then fail(where, "get, post, put, patch or delete = \"/path\" is missing") end
  if not path:match("^/[%w%-%._~/:]*$") then fail(where, "%q is no path", path) end
  return found, path
end

-- Every :segment of the path is a required path parameter, and the reverse.
local function check_path(path, params, where)
  local segments = {}
  for name in path:gmatch(":([%w_]+)") do segments[name] = true end
  for _, param in ipairs(params) do
    if param.place == "path" then
      if not segments[param.name] then fail(where, ":%s is not in the path", param.name) end
      if not param.required then fail(where, "%s stands in the path, so it is required", param.name) end
      segments[param.name] = nil
    end
  end
  local missing = next(segments)
  if missing then fail(where, "the path's :%s is not described", missing) end
end

local function params_of(facts, where, seen)
  local out, names = {}, {}
  for _, place in ipairs(PLACES) do
    for _, param in ipairs(normal_fields(facts[place] or {}, where .. "." .. place, seen)) do
      if names[param.name] then fail(where, "%s stands in two places", param.name) end
      names[param.name] = true
      param.place = place
      out[#out + 1] = param
    end
  end
  return out
end

-- The one array among the fields of a page is its list of items.
local function page_items(returns, where)
  for _, field in ipairs(returns) do
    if field.type.type == "array" then return field.name end
  end
  fail(where, "a paged endpoint returns an array")
end

-- Paged is what takes a page_token and returns has_more.
local function page_of(facts, params, returns, where)
  local takes, tells = false, false
  for _, param in ipairs(params) do takes = takes or param.name == "page_token" end
  for _, field in ipairs(returns) do tells = tells or field.name == "has_more" end
  if not (takes and tells) then return nil end
  return facts.page or page_items(returns, where)
end

-- Segments of lower-case words between dots, two at least.
local function is_name(name)
  if type(name) ~= "string" or not name:find(".", 1, true) then return false end
  for segment in (name .. "."):gmatch("(.-)%.") do
    if not segment:match("^[%l_][%l%d_]*$") then return false end
  end
  return true
end

--- Checks one endpoint and returns its plain shape:
--- `{ name, doc, method, path, params, returns, limits, scopes, field_scopes,
--- apps, errors, repeatable, page, url }`. Raises a message that names the
--- endpoint and the fact that is wrong.
--- @param seen table?  types met before, to keep shared types shared
function M.endpoint(name, facts, seen)
  seen = seen or {}
  if not is_name(name) then
    fail(tostring(name), "an endpoint is named like \"hire.referral.search\"")
  end
  if type(facts) ~= "table" then fail(name, "an endpoint is a table") end
  check_facts(facts, ENDPOINT_FACTS, name)

  local method, path = method_of(facts, name)
  local params = params_of(facts, name, seen)
  check_path(path, params, name)
  local returns = normal_fields(facts.returns or {}, name .. ".returns", seen)

  local limits = {}
  for i, text in ipairs(facts.limits or {}) do limits[i] = M.limit(text, name) end
  local apps = {}
  for _, app in ipairs(facts.apps or { "custom", "isv" }) do
    if not APPS[app] then fail(name, "app type %q is neither custom nor isv", tostring(app)) end
    apps[app] = true
  end
  local repeatable = facts.repeatable
  if repeatable == nil then repeatable = method == "get" end

  return {
    name = name, doc = facts.doc or "", url = facts.url or "",
    method = method:upper(), path = path,
    params = params, returns = returns,
    limits = limits, apps = apps, scopes = facts.scopes or {},
    field_scopes = facts.field_scopes or {}, errors = facts.errors or {},
    repeatable = repeatable,
    page = page_of(facts, params, returns, name),
  }
end

local KINDS = { config = true, auth = true, permission = true, rate_limit = true, api = true }
local REACTIONS = {
  ["fail"] = true, ["renew token"] = true, ["renew app token"] = true,
  ["renew ticket"] = true, ["hold"] = true, ["repeat"] = true,
}

--- Checks one entry of an errors.lua and returns its plain shape:
--- `{ first, last, kind, reaction, meaning, hint, path }`.
function M.code(entry, path)
  local first, last = entry[1], entry[1]
  if type(first) == "table" then first, last = first[1], first[2] end
  if not KINDS[entry[2]] then fail(path, "%d: unknown kind %q", first, entry[2]) end
  if not REACTIONS[entry[3]] then fail(path, "%d: unknown reaction %q", first, entry[3]) end
  return {
    first = first, last = last, kind = entry[2], reaction = entry[3],
    meaning = entry[4], hint = entry[5], path = path,
  }
end

return M
