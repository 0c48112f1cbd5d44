-- SPDX-License-Identifier: MIT

-- client:define: endpoints that the catalog lacks, in its own format.
local lark = require "lark"
local simulator = require "support.simulator"

describe("define", function()
  local sim, client
  local t = lark.types

  setup(function() sim = simulator.start("--limits", "off") end)
  teardown(function() sim:stop() end)
  before_each(function() client = sim:client() end)
  after_each(function() client:close() end)

  -- Stands for hire.external_application.list under another name.
  local function mine()
    return {
      doc = "Lists applications.",
      get = "/open-apis/hire/v1/external_applications",
      limits = { "20/s" },
      query = {
        { "talent_id", t.id, "Whose." },
        { "page_size?", t.integer { max = 20, min = 1 }, "Rows." },
        { "page_token?", "string", "Where." },
        { "kind?", t.string { enum = { { "a", "first", "甲" }, "b" } } },
      },
      returns = {
        { "items", t.array(t.object "thing" { { "id", t.id, "Id." } }), "They." },
        { "has_more", t.boolean, "More." },
      },
      errors = { 1002102 },
    }
  end

  it("makes a function that validates, calls and pages like a built-in one", function()
    assert.is_true(client:define { ["hire.my_thing.list"] = mine() })
    local list = client.hire.my_thing.list
    local page = assert(list { talent_id = "6960663240925956660" })
    assert.equal(1, #page.items)
    assert.equal(1, #list.all { talent_id = "6960663240925956660" })

    local data, err = list { talent_idd = "1" }
    assert.is_nil(data)
    assert.matches("Did you mean talent_id", err.hint)
    assert.equal("hire.my_thing.list", err.endpoint)
    data, err = list { talent_id = "1", page_size = 21 }
    assert.is_nil(data)
    assert.matches("at most 20", err.msg)
    data, err = list { talent_id = "1", kind = "c" }
    assert.is_nil(data)
    assert.matches("one of a, b", err.msg)
    data, err = list { talent_id = "404" }
    assert.is_nil(data)
    assert.equal(1002102, err.code)
  end)

  it("reaches new branches, and the raw layer", function()
    assert(client:define { ["other.thing.list"] = mine() })
    assert.is_table(client.other.thing.list { talent_id = "6960663240925956660" })
    local got
    client:start("other.thing.list", { talent_id = "6960663240925956660" },
      function(data, err) got = data or err end)
    while not got do client:wait(1000) end
    assert.equal(1, #got.items)
  end)

  it("adds path parameters and bodies with nested objects", function()
    assert(client:define {
      ["hire.my_thing.make"] = {
        post = "/open-apis/hire/v1/things/:thing_id",
        path = { { "thing_id", "string" } },
        body = {
          { "list", t.array(t.object "row" { { "name", "string" }, { "n?", "integer" } }) },
        },
      },
    })
    local make = client.hire.my_thing.make
    make { thing_id = "a/b", list = { { name = "x", n = 1 } } }
    assert.equal("/open-apis/hire/v1/things/a%2Fb", sim:last().path)
    assert.equal('{"list":[{"n":1,"name":"x"}]}', sim:last().body)
    make { thing_id = "1", list = {} }
    assert.equal('{"list":[]}', sim:last().body)

    local WRONG = {
      [{ { n = 1 } }] = "list[1].name is missing",
      [{ { name = "x" }, { name = 1 } }] = "list[2].name must be a string",
      [{ { name = "x", m = 1 } }] = "list[1].m is not a parameter",
      [{ a = 1 }] = "list must be an array",
    }
    for list, message in pairs(WRONG) do
      local data, err = make { thing_id = "1", list = list }
      assert.is_nil(data)
      assert.matches(message, err.msg, 1, true)
    end
  end)

  it("belongs to its client alone", function()
    assert(client:define { ["hire.my_thing.list"] = mine() })
    local other = sim:client()
    assert.has_error(function() return other.hire.my_thing end)
    other:close()
  end)

  it("adds to all clients of a Lua state by lark.define", function()
    local before = #lark.endpoints()
    assert.is_true(lark.define { ["other.shared.list"] = mine(),
      ["a.first.get"] = { get = "/a", errors = { 1002102 }, aliases = { "a.one" } } })
    local second = sim:client()
    for _, one in ipairs { client, second } do
      assert.equal(1, #one.other.shared.list.all { talent_id = "6960663240925956660" })
      assert.equal("GET", one:schema("other.shared.list").method)
      assert.is_function(one.a.one)
    end
    second:close()
    assert.equal("Lists applications.", lark.schema("other.shared.list").doc)
    assert.equal("/a", lark.preview("a.one", {}).path)
    local names = lark.endpoints()
    assert.equal(before + 2, #names)
    local sorted = table.move(names, 1, #names, 1, {})
    table.sort(sorted)
    assert.same(sorted, names)
    assert.equal("a.first.get", lark.explain(1002102).endpoints[1])
    local done, err = lark.define { ["hire.job.get"] = { get = "/a" } }
    assert.is_nil(done)
    assert.matches("is there already", err.msg)
  end)

  it("says what is wrong with a definition", function()
    local function refused(facts, message)
      local defined, err = client:define(facts)
      assert.is_nil(defined)
      assert.equal("param", err.kind)
      assert.matches(message, err.msg, 1, true)
    end
    refused({ ["hire.x.y"] = {} }, "hire.x.y: get, post, put, patch or delete")
    refused({ ["hire.x.y"] = { get = "/a", limits = { "9/day" } } }, "a limit reads like")
    refused({ ["hire.x.y"] = { get = "/:id" } }, "is not described")
    refused({ x = { get = "/a" } }, "an endpoint is named like")
    refused({ ["hire.referral.search"] = { get = "/a" } }, "is there already")
    refused({ get = "/a" }, "an endpoint is named like")
    local loop = t.array("string")
    loop.item = loop
    refused({ ["hire.x.y"] = { get = "/a", query = { { "q", loop } } } }, "too deep")
    assert.has_error(function() client:define "x" end)
  end)
end)
