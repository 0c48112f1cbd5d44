-- SPDX-License-Identifier: MIT

-- Every endpoint of Hire through the client, against the simulator: called with the valid
-- parameters of spec/fixtures/hire_params.json, each answers in the shape that the catalog
-- documents. Catalog and simulator were written apart, so an error in one shows here.
local hire_params = require "support.hire_params"
local lark = require "lark"
local batch = require "support.batch"
local catalog = require "support.catalog"
local requests = require "support.requests"
local shape = require "support.shape"
local simulator = require "support.simulator"

local source = os.getenv "LARK_SOURCE"

local fixtures = hire_params.all

-- Calls that a client cannot make so far, and what it says. curl makes them here.
local BY_CURL = {
  ["hire.todo.list"] = {
    params = { type = "evaluation" }, says = "needs a user_access_token",
    query = { type = "evaluation" }, token = "u-simulator",
  },
}

-- A last page has no token. The documented answer of this list has custom fields without
-- a value.
local ABSENT = {
  ["page_token"] = true,
  ["hire.referral_website.job_post.list"] = "^items%[%]%.customized_data_list%[%]%.value%.",
}

local function params_of(fixture)
  local params = hire_params.of(fixture)
  -- The documents' tokens belong to the documents' lists: reading begins at the front.
  params.page_token = nil
  return params
end

local function endpoint_of(client, name)
  local node = client
  for part in name:gmatch "[^.]+" do node = node[part] end
  return node
end

-- The documented fields that an answer has to have and lacks.
local function lacks(name, missing)
  local found = {}
  for _, field in ipairs(missing) do
    if not ABSENT[field] and not field:find(ABSENT[name] or "^$") then found[#found + 1] = field end
  end
  return found
end

describe("the answer of", function()
  local sim, client, token
  setup(function()
    sim = simulator.start("--limits", "off")
    client = sim:client()
    token = lark.decode(requests.send(
      sim.url .. "/open-apis/auth/v3/tenant_access_token/internal", "-H",
      "Content-Type: application/json", "-d", lark.encode { app_id = simulator.app_id,
        app_secret = simulator.app_secret }).body).tenant_access_token
  end)
  teardown(function()
    client:close()
    sim:stop()
  end)

  local function by_curl(endpoint, how)
    local data, err = endpoint_of(client, endpoint.name)(how.params)
    assert.is_nil(data)
    assert.matches(how.says, err.msg, 1, true)
    local answer = batch.send(sim.url, token, { {
      method = endpoint.method, pattern = endpoint.path, query = how.query, token = how.token,
      form = how.form,
    } })[1]
    assert.equal(0, answer.code)
    return answer.data
  end

  local function answer_of(endpoint)
    local name = endpoint.name
    if BY_CURL[name] then return by_curl(endpoint, BY_CURL[name]) end
    if name == "hire.attachment.create" then
      return assert(client.hire.attachment.create { content = source .. "/LICENSE" })
    end
    return assert(endpoint_of(client, name)(params_of(fixtures[name])))
  end

  local count = 0
  for _, endpoint in ipairs(catalog.read().endpoints) do
    local name = endpoint.name
    if name:find "^hire%." then
      count = count + 1
      it(name .. " has the documented shape", function()
        local faults, missing = shape.compare(endpoint.returns, answer_of(endpoint))
        assert.same({}, faults)
        assert.same({}, lacks(name, missing))
      end)
    end
  end

  it("all 182 endpoints was read", function() assert.equal(182, count) end)

  it("another shape is told from the documented one", function()
    local fields = {
      { name = "a", type = { type = "integer" } },
      { name = "b", type = { type = "array", item = { type = "object", fields = {
        { name = "c", type = { type = "string" } } } } } },
      { name = "d", type = { type = "object", values = { type = "boolean" } } },
    }
    local function faults_of(data)
      local faults, missing = shape.compare(fields, data)
      return table.concat(faults, "|"), table.concat(missing, "|")
    end
    assert.same({ "", "" }, { faults_of { a = 1, b = { { c = "x" } }, d = { k = true } } })
    assert.same({ "", "d" }, { faults_of { a = 1, b = lark.array {} } })
    assert.same({ "a is a number, documented as integer", "b|d" }, { faults_of { a = 1.5 } })
    assert.same({ "b[].c is a null, documented as string", "a|d" },
      { faults_of { b = { { c = lark.null } } } })
    assert.same({ "b is a object, documented as array", "a|d" }, { faults_of { b = { c = "x" } } })
    assert.same({ "d{} is a integer, documented as boolean", "a|b" },
      { faults_of { d = { k = 1 } } })
    assert.same({ "z is not documented", "a|b|d" }, { faults_of { z = 1 } })
  end)
end)
