-- SPDX-License-Identifier: MIT

-- The catalog's members: what the generator writes, client:define reads and lark.schema
-- shows is the same.
local lark = require "lark"

local format = dofile(os.getenv "LARK_SOURCE" .. "/core/catalog/format.lua")
local t = lark.types

local type_of

-- Turns a field of lark.schema into the catalog's words.
local function field_of(shown, optional)
  return { shown.name .. (optional or ""), type_of(shown), shown.doc_in or shown.doc }
end

local function fields_of(shown)
  local out = {}
  for i, field in ipairs(shown) do out[i] = field_of(field) end
  return out
end

local function enum_of(shown)
  local out = {}
  for i, choice in ipairs(shown) do
    local labels = {}
    for _, locale in ipairs(format.locales) do labels[locale] = choice[locale] end
    out[i] = { choice.value, labels }
  end
  return out
end

-- The type alone. Members that are not known here are facts as they are.
function type_of(shown)
  local facts = {}
  for key, value in pairs(shown) do facts[key] = value end
  for _, key in ipairs { "name", "doc", "doc_in", "place", "required", "deprecated_in",
    "unverified_in" } do
    facts[key] = nil
  end
  facts.deprecated = shown.deprecated_in or shown.deprecated
  facts.unverified = shown.unverified_in or shown.unverified
  facts.enum = shown.enum and enum_of(shown.enum)
  facts.fields = shown.fields and fields_of(shown.fields)
  facts.item = shown.item and type_of(shown.item)
  facts.values = shown.values and type_of(shown.values)
  return t.string(facts) -- any word: facts go over its own
end

-- Turns an endpoint of lark.schema into the facts of a definition. Members that are
-- not known here are facts as they are.
local function facts_of(shown)
  local facts = { path = {}, query = {}, body = {}, limits = {} }
  for key, value in pairs(shown) do facts[key] = facts[key] or value end
  for _, key in ipairs { "name", "method", "params", "doc_in" } do facts[key] = nil end
  for _, text in ipairs { "doc", "deprecated", "unverified" } do
    facts[text] = shown[text .. "_in"] or shown[text]
    facts[text .. "_in"] = nil
  end
  facts[shown.method:lower()] = shown.path
  for _, param in ipairs(shown.params) do
    table.insert(facts[param.place], field_of(param, param.required and "" or "?"))
  end
  facts.returns = fields_of(shown.returns)
  local windows = { [1000] = "s", [60000] = "min" }
  for i, limit in ipairs(shown.limits) do
    facts.limits[i] = limit.max .. "/" .. windows[limit.window_ms]
  end
  return facts
end

-- Every member at least once, texts in every locale.
local function everything()
  local function text(words)
    local out = {}
    for _, locale in ipairs(format.locales) do out[locale] = words .. " in " .. locale end
    return out
  end
  local thing = t.object "thing" {
    { "id", t.id { id_type = "kind" }, text "Id" },
    { "times", t.array(t.time_ms { deprecated = text "Use id", scopes = { "a:b" } }), "Times." },
    { "tags", t.array(t.string) { min_items = 1, max_items = 3, hidden = false }, "Tags." },
    { "code", t.string { min_length = 1, max_length = 9, max_bytes = 20, conditional = true } },
    { "month", t.string { value_format = "YYYY-MM", open = true, unverified = text "Who knows" } },
    { "file", t.download { ttl_s = 1800 } },
    { "cells", t.map(t.any) },
  }
  return {
    doc = text "Does it", url = "https://example.org",
    post = "/open-apis/x/v1/things/:thing_id", repeatable = true, page = "items",
    limits = { "5/s", "100/min" }, apps = { "isv" },
    scopes = { "a:b", "c:d" }, field_scopes = { "e:f" }, errors = { 1, 99991663 },
    token = "user",
    tokens = { "user" }, aliases = { "x.thing_act" }, deprecated = text "Use do",
    superseded_by = "x.thing.do", key = "flag", key_window_s = 60, unknown = { "limits" },
    unverified = text "Nobody tried it",
    path = { { "thing_id", t.id, "Which." } },
    query = {
      { "page_token?", "string", "Where." },
      { "kind?", t.string { default = "a", enum = { { "a", text "label" }, { "b", {} } } }, "K." },
      { "size?", t.integer { default = 5, min = -1, max = 9, enum = { 5, { 7, text "7" } } } },
    },
    body = { { "things", t.array(thing), text "They" }, { "flag?", "boolean" } },
    returns = { { "items", t.array(thing), "They." }, { "has_more", "boolean" } },
  }
end

describe("schema", function()
  local client

  before_each(function() client = lark.client { app_id = "a", app_secret = "b" } end)
  after_each(function() client:close() end)

  -- The schema of what `facts` define.
  local function defined(facts)
    assert(client:define { ["x.thing.act"] = facts })
    return assert(client:schema "x.thing.act")
  end

  for _, name in ipairs(lark.endpoints()) do
    it("is the same once defined from itself: " .. name, function()
      local shown = lark.schema(name)
      local again = defined(facts_of(shown))
      again.name = name
      assert.same(shown, again)
    end)
  end

  it("is the same once defined from itself: every member", function()
    local shown = defined(everything())
    client:close()
    client = lark.client { app_id = "a", app_secret = "b" }
    assert.same(shown, defined(facts_of(shown)))
  end)

  it("shows every member that a definition states", function()
    local shown = defined(everything())
    local met = {}
    local function walk(value)
      if type(value) ~= "table" then return end
      for key, inner in pairs(value) do
        met[key] = true
        walk(inner)
      end
    end
    walk(shown)
    walk(defined { get = "/x", inert_paging = true })
    met.hidden = true -- what is hidden is not shown
    for _, list in ipairs { "endpoint", "field", "param", "type" } do
      for _, member in ipairs(format.members[list]) do
        assert.is_true(met[member[1]], list .. " has no " .. member[1])
        if member[2] == "text" then assert.is_true(met[member[1] .. "_in"], member[1]) end
      end
    end
    assert.equal("POST", shown.method)
    assert.same({ "isv" }, shown.apps)
    assert.same({ { max = 5, window_ms = 1000 }, { max = 100, window_ms = 60000 } }, shown.limits)
    assert.equal("Does it in en", shown.doc)
    assert.equal("Does it in zh", shown.doc_in.zh)
    local kind = shown.params[3]
    assert.same({ "kind", "query", "a" }, { kind.name, kind.place, kind.default })
    assert.is_nil(kind.required)
    assert.same({ { value = "a", en = "label in en", zh = "label in zh" }, { value = "b" } },
      kind.enum)
    local times = shown.returns[1].item.fields[2]
    assert.same({ deprecated = "Use id in en", zh = "Use id in zh", unit = "ms" },
      { deprecated = times.item.deprecated, zh = times.item.deprecated_in.zh,
        unit = times.item.unit })
  end)

  it("leaves out what is hidden, which is accepted all the same", function()
    local shown = defined { post = "/x", body = { { "a?", t.string { hidden = true } } } }
    assert.same({}, shown.params)
    local _, err = client.x.thing.act { a = 1 }
    assert.equal("a must be a string, not an integer", err.msg)
  end)

  it("shows no member that a definition leaves out", function()
    assert.same({
      name = "x.thing.act", method = "GET", path = "/x", repeatable = true,
      params = {}, returns = {}, limits = {}, errors = {}, apps = { "custom", "isv" },
    }, defined { get = "/x" })
  end)

  it("keeps what was defined when the definition changes later", function()
    local facts = everything()
    local shown = defined(facts)
    local function spoil(value)
      for key, inner in pairs(value) do
        if type(inner) == "table" then spoil(inner) end
        if type(inner) == "string" then value[key] = nil end
      end
    end
    spoil { facts.doc, facts.scopes, facts.field_scopes, facts.apps, facts.query, facts.body }
    collectgarbage()
    assert.same(shown, client:schema "x.thing.act")
  end)

  it("of a client names the nearest endpoint for one that is not there", function()
    local shown, err = client:schema "hire.referral.serch"
    assert.is_nil(shown)
    assert.matches("did you mean hire.referral.search?", err.msg, 1, true)
  end)

  it("is found by its method and path, too", function()
    for route, name in pairs {
      ["GET /open-apis/hire/v1/jobs"] = "hire.job.list",
      ["GET /open-apis/hire/v1/jobs/69"] = "hire.job.get",
      ["POST /open-apis/hire/v1/referrals/search"] = "hire.referral.search",
    } do
      assert.equal(name, lark.schema(route).name)
      assert.equal(name, client:schema(route).name)
    end
    for _, route in ipairs { "", " ", "GET", "GET ", "GET /", "GET x",
      "BREW /open-apis/hire/v1/jobs", "LONGMETHOD /open-apis/hire/v1/jobs",
      "get /open-apis/hire/v1/jobs" } do
      local shown, err = lark.schema(route)
      assert.is_nil(shown)
      assert.equal("param", err.kind)
    end
  end)

  it("has lists that stay lists where they are empty", function()
    local function no_objects(json) assert.is_nil(json:find("{}", 1, true), json) end
    for _, name in ipairs(lark.endpoints()) do no_objects(lark.encode(lark.schema(name))) end
    assert(lark.define { ["x.empty.get"] = { get = "/open-apis/x/v1/empty" } })
    local shown = lark.encode(lark.schema "x.empty.get")
    for _, member in ipairs { "params", "returns", "limits", "errors" } do
      assert.matches(('"%s":[]'):format(member), shown, 1, true)
    end
    no_objects(lark.encode(lark.explain(99991663)))
  end)
end)
