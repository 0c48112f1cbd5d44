-- SPDX-License-Identifier: MIT

-- Every Hire endpoint over HTTP: called with example parameters, the answer has the shape that
-- the simulator's own description says; without a required parameter, or with a value outside of
-- an enum, the call is refused.
local batch = require "support.batch"
local hire_params = require "support.hire_params"
local lark = require "lark"
local process = require "support.process"
local requests = require "support.requests"
local simulator = require "support.simulator"

local source = os.getenv "LARK_SOURCE"
local WRONG_PARAMETER = 99992402

-- By endpoint: `{ path =, query =, body = }`, without a page's token, which belongs to the
-- answer that gave it.
local EXAMPLES = {}
for name, fixture in pairs(hire_params.all) do
  local query = fixture.query
  if query then query.page_token = nil end
  EXAMPLES[name] = { path = fixture.in_path, query = query, body = fixture.body }
end

local LUA_TYPES = {
  string = "string", id = "string", user = "string", url = "string", time = "string",
  seconds = "string", month = "string", date = "string", integer = "integer", ms = "integer",
  s = "integer", number = "number", boolean = "boolean", object = "table", array = "table",
}

local function type_of(value)
  return math.type(value) == "integer" and "integer" or type(value)
end

local function is_in(list, value)
  for _, one in ipairs(list) do
    if one == value then return true end
  end
end

-- Says what is wrong with `value`, or returns nil.
local function mismatch(schema, value, where)
  local wanted = assert(LUA_TYPES[schema.type or "string"], schema.type)
  local found = type_of(value)
  if wanted == "number" and found == "integer" then found = "number" end
  if wanted ~= found then return ("%s is a %s, no %s"):format(where, found, wanted) end
  if schema.enum and not is_in(schema.enum, value) then
    return ("%s is %s, which is not in the enum"):format(where, tostring(value))
  end
  if schema.type == "array" then
    for i, entry in ipairs(value) do
      local wrong = mismatch(schema.items, entry, where .. "[" .. i .. "]")
      if wrong then return wrong end
    end
  elseif schema.type == "object" and schema.fields then
    for name, member in pairs(value) do
      local field = schema.fields[name]
      if not field then return where .. "." .. name .. " is not described" end
      local wrong = mismatch(field, member, where .. "." .. name)
      if wrong then return wrong end
    end
    for name in pairs(schema.fields) do
      if value[name] == nil and name ~= "page_token" then
        return where .. "." .. name .. " is missing"
      end
    end
  end
end

local function copy(value)
  if type(value) ~= "table" then return value end
  local all = setmetatable({}, getmetatable(value))
  for name, member in pairs(value) do all[name] = copy(member) end
  return all
end

describe("the simulator's Hire", function()
  local sim, token, endpoints

  -- The request of an endpoint with its examples.
  local function request_of(endpoint, examples)
    examples = examples or EXAMPLES[endpoint.name]
    local description = endpoint.description
    local user = is_in(description.token_types or {}, "user")
      and not is_in(description.token_types, "tenant")
    local takes_body = description.params and description.params.body
    return {
      name = endpoint.name, method = endpoint.method, pattern = endpoint.path,
      path = examples.path, query = examples.query, token = user and "u-simulator" or nil,
      body = takes_body and lark.encode(examples.body or {}) or nil,
      form = description.multipart and description.multipart .. "=@" .. source .. "/LICENSE",
    }
  end

  setup(function()
    sim = simulator.start("--limits", "off")
    token = lark.decode(requests.send(
      sim.url .. "/open-apis/auth/v3/tenant_access_token/internal", "-H",
      "Content-Type: application/json", "-d", lark.encode { app_id = simulator.app_id,
        app_secret = simulator.app_secret }).body).tenant_access_token
    local all = process.run { "curl", "-sf", sim.url .. "/_sim/endpoints" }
    endpoints = {}
    for _, endpoint in ipairs(lark.decode(all.out).endpoints) do
      if endpoint.name:find "^hire%." then endpoints[#endpoints + 1] = endpoint end
    end
  end)
  teardown(function() sim:stop() end)

  it("has 182 endpoints, each with examples here", function()
    assert.equal(182, #endpoints)
    for _, endpoint in ipairs(endpoints) do assert.is_table(EXAMPLES[endpoint.name]) end
  end)

  it("answers each with the shape of its description", function()
    local sent = {}
    for i, endpoint in ipairs(endpoints) do sent[i] = request_of(endpoint) end
    local wrong = {}
    for i, answer in ipairs(batch.send(sim.url, token, sent)) do
      local endpoint = endpoints[i]
      local returns = endpoint.description.returns
      local problem = answer.code ~= 0 and lark.encode(answer)
        or returns and mismatch(returns, answer.data, "data")
      if problem then wrong[#wrong + 1] = endpoint.name .. ": " .. problem end
    end
    assert.same({}, wrong)
  end)

  it("answers the same to the byte again", function()
    local sent = {}
    for _, endpoint in ipairs(endpoints) do
      if endpoint.method == "GET" then sent[#sent + 1] = request_of(endpoint) end
    end
    assert.same(batch.send(sim.url, token, sent), batch.send(sim.url, token, sent))
  end)

  -- Calls `refuse(endpoint, examples, place, name, schema)` for every parameter of every
  -- endpoint; it returns the request that has to be refused, or nil.
  local function each_parameter(change)
    local sent, names = {}, {}
    for _, endpoint in ipairs(endpoints) do
      for place, group in pairs(endpoint.description.params or {}) do
        for name, schema in pairs(group) do
          local examples = copy(EXAMPLES[endpoint.name])
          if change(examples, place, name, schema) then
            sent[#sent + 1] = request_of(endpoint, examples)
            names[#names + 1] = endpoint.name .. " " .. place .. "." .. name
          end
        end
      end
    end
    local accepted = {}
    for i, answer in ipairs(batch.send(sim.url, token, sent)) do
      if answer.code ~= WRONG_PARAMETER then
        accepted[#accepted + 1] = names[i] .. ": " .. lark.encode(answer.code)
      end
    end
    assert.same({}, accepted)
    return #sent
  end

  it("refuses every call without a required parameter", function()
    local count = each_parameter(function(examples, place, name, schema)
      if not schema.required or place == "path" then return false end
      examples[place][name] = nil
      return true
    end)
    assert.is_true(count > 140, count)
  end)

  it("refuses every value outside of an enum", function()
    local count = each_parameter(function(examples, place, name, schema)
      local choices = schema.enum or schema.items and schema.items.enum
      if not choices then return false end
      local value = type(choices[1]) == "number" and 987654 or "no such value"
      examples[place] = examples[place] or {}
      examples[place][name] = schema.items and { value } or value
      return true
    end)
    assert.is_true(count > 200, count)
  end)

  it("refuses every value of another type in a body", function()
    local count = each_parameter(function(examples, place, name, schema)
      if place ~= "body" then return false end
      local textual = LUA_TYPES[schema.type or "string"] == "string"
      examples.body[name] = textual and 7 or "seven"
      return true
    end)
    assert.is_true(count > 300, count)
  end)

  it("pages every list that is paged", function()
    local checked = 0
    for _, endpoint in ipairs(endpoints) do
      local rows = endpoint.description.rows
      if rows and rows.paged and not endpoint.description.examples then
        local examples = copy(EXAMPLES[endpoint.name])
        -- Filters would leave too little.
        local query = endpoint.description.params.query
        for name in pairs(examples.query or {}) do
          if not query[name].required then examples.query[name] = nil end
        end
        for name in pairs(examples.body or {}) do
          if not endpoint.description.params.body[name].required then
            examples.body[name] = nil
          end
        end
        examples.query = examples.query or {}
        examples.query.page_size = 3
        local at, seen, pages = rows.at or "items", 0, 0
        repeat
          local answer = batch.send(sim.url, token, { request_of(endpoint, examples) })[1]
          assert.equal(0, answer.code, endpoint.name)
          local items = answer.data
          for step in at:gmatch "[^.]+" do items = items[step] end
          seen, pages = seen + #items, pages + 1
          assert.is_true(#items <= 3, endpoint.name)
          assert.equal(answer.data.has_more, answer.data.page_token ~= nil)
          examples.query.page_token = answer.data.page_token
        until not answer.data.has_more or pages == 3
        if pages > 1 then checked = checked + 1 end
      end
    end
    assert.is_true(checked >= 30, checked)
  end)
end)
