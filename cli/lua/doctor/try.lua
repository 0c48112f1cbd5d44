-- SPDX-License-Identifier: MIT

--- lualark doctor: tries endpoints, once each, with harmless parameters.
local lark = require "lark"
local endpoint = require "lualark.catalog.endpoint"
local words = require "lualark.words"

local M = {}

local CONCURRENCY = 8
-- Endpoints that are not tried by then are skipped.
local LONGEST_S = 45

-- ---------------------------------------------------------- harmless parameters

-- Looks like an id, but belongs to nothing.
local NOBODY = "6900000000000000001"

local harmless

local SAMPLES = {
  integer = function(field) return field.min or 1 end,
  number = function(field) return field.min or 1 end,
  boolean = function() return false end,
  array = function(field) return lark.array { harmless(field.item) } end,
  object = function(field)
    local object = lark.decode "{}"
    for _, inner in ipairs(field.fields or {}) do object[inner.name] = harmless(inner) end
    return object
  end,
}

-- A value of the right type that matches nothing.
function harmless(field)
  if field.default ~= nil then return field.default end
  if field.enum then return field.enum[1].value end
  local sample = SAMPLES[field.type]
  return sample and sample(field) or NOBODY
end

-- The required parameters.
local function parameters(schema)
  local params = {}
  for _, param in ipairs(schema.params) do
    if param.required then params[param.name] = harmless(param) end
    if schema.page and param.name == "page_size" then
      local least = param.min or 1
      params.page_size = param.type == "string" and tostring(least) or least
    end
  end
  return params
end

-- ---------------------------------------------------------------- what to try

local function suits(schema, app_type)
  for _, one in ipairs(schema.apps or { app_type }) do
    if one == app_type then return true end
  end
  return false
end

-- Why an endpoint is not tried; nil if it is.
local function reason_not_to(schema, app_type)
  if not schema.repeatable or (schema.method ~= "GET" and schema.method ~= "POST") then
    return words "not tried: it would change something"
  end
  if schema.token == "user" then
    return words "not tried: it acts for a person, not for an app"
  end
  if not suits(schema, app_type) then
    return words(app_type == "isv" and "not tried: it is for self-built apps only"
      or "not tried: it is for store apps only")
  end
  if not lark.preview(schema.name, parameters(schema)) then
    return words "not tried: no harmless parameters are known"
  end
end

--- Returns the schemas of endpoints that may be tried, and the others as { schema=, skipped=why }.
--- @param names string[]
--- @param app_type "custom"|"isv"
function M.choose(names, app_type)
  local tried, others = {}, {}
  for _, name in ipairs(names) do
    local schema = lark.schema(name)
    local reason = reason_not_to(schema, app_type)
    if reason then
      others[#others + 1] = { schema = schema, skipped = reason }
    else
      tried[#tried + 1] = schema
    end
  end
  return tried, others
end

-- --------------------------------------------------------------------- trying

--- Tries one endpoint; returns { schema=, err=? }.
function M.one(client, schema)
  local _, err = endpoint.of(client, schema.name)(parameters(schema))
  return { schema = schema, err = err }
end

--- Tries several. After the network has failed, or the time is up, sends nothing more, and
--- says so in `skipped`.
function M.all(client, schemas)
  local started, gone = os.time(), false
  return (lark.map(schemas, function(schema)
    if gone then return { schema = schema, skipped = words "not tried: the network failed" } end
    if os.time() - started > LONGEST_S then
      return { schema = schema, skipped = words "not tried: it took too long already" }
    end
    local outcome = M.one(client, schema)
    local kind = outcome.err and outcome.err.kind
    gone = gone or kind == "network" or kind == "timeout"
    return outcome
  end, { concurrency = CONCURRENCY }))
end

return M
