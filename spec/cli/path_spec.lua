-- SPDX-License-Identifier: MIT

-- lualark call METHOD PATH: any path, whether the catalog knows it or not.
local lark = require "lark"
local nginx = require "support.nginx"
local process = require "support.process"
local simulator = require "support.simulator"

local lualark = os.getenv "LARK_BUILD" .. "/bin/lualark"
local SEARCH = "/open-apis/hire/v1/referrals/search"
local LIST = "/open-apis/hire/v1/external_applications"

describe("lualark call, of a path,", function()
  local sim

  setup(function() sim = simulator.start("--limits", "off") end)
  teardown(function() sim:stop() end)

  local function call(...) return sim:call(...) end

  local function shown(...)
    local ended = call("--dry-run", ...)
    assert.equal("", ended.err)
    assert.equal(0, ended.status)
    return assert(lark.decode(ended.out))
  end

  it("answers as the endpoint does", function()
    for _, words in ipairs {
      { "hire.referral.search", "POST", SEARCH, "talent_id=6930815272790114324" },
      { "hire.external_application.list", "get", LIST, "talent_id=6960663240925956660",
        "page_size=10" },
    } do
      local endpoint = call(words[1], table.unpack(words, 4))
      local path = call(table.unpack(words, 2))
      assert.equal(0, path.status)
      assert.equal(endpoint.out, path.out)
    end
  end)

  it("puts parameters where the method says, or the catalog", function()
    local sent = shown("GET", "/open-apis/x/v1/things", "b=2", "a=x y", "c:=[1,2]")
    assert.equal("/open-apis/x/v1/things?a=x%20y&b=2&c=1&c=2", sent.path)
    assert.is_nil(sent.body)
    sent = shown("DELETE", "/open-apis/x/v1/things/1", "why=none")
    assert.equal("/open-apis/x/v1/things/1?why=none", sent.path)
    for _, method in ipairs { "POST", "PUT", "PATCH" } do
      sent = shown(method, "/open-apis/x/v1/things", "n=2", "list:=[1]")
      assert.equal(method, sent.method)
      assert.equal("/open-apis/x/v1/things", sent.path)
      assert.equal('{"list":[1],"n":"2"}', sent.body)
    end
    -- The catalog knows that one travels in the query, and the other is text.
    sent = shown("POST", "/open-apis/im/v1/messages", "receive_id_type=open_id", "receive_id=5")
    assert.equal("/open-apis/im/v1/messages?receive_id_type=open_id", sent.path)
    assert.equal('{"receive_id":"5"}', sent.body)
  end)

  it("takes a query that was copied with the path", function()
    local sent = shown("POST", "/open-apis/x/v1/things?kind=a%20b&id=1&id=2+3&id=4", "n:=1")
    assert.equal("/open-apis/x/v1/things?id=1&id=2%203&id=4&kind=a%20b", sent.path)
    assert.equal('{"n":1}', sent.body)
  end)

  it("checks nothing that the platform checks", function()
    local ended = call("GET", LIST, "talent_id=1", "page_size=many")
    assert.equal(1, ended.status)
    assert.matches("GET " .. LIST, ended.err, 1, true)
    assert.matches("field validation failed", ended.err, 1, true)
    assert.equal("many", sim:last().params.page_size)
  end)

  it("follows the pages", function()
    local talent = sim:company().talents[1]
    local rows = call("hire.external_application.list", "talent_id=" .. talent.id, "--all")
    for _, format in ipairs { "json", "ndjson" } do
      local ended = call("GET", LIST, "talent_id=" .. talent.id, "--all", "--format", format)
      assert.equal(0, ended.status)
      local count = select(2, ended.out:gsub('"id"', ""))
      assert.equal(select(2, rows.out:gsub('"id"', "")), count)
    end
    assert.matches("has no pages", call("POST", SEARCH, "talent_id=1", "--all").err, 1, true)
  end)

  describe("which the catalog lacks,", function()
    local THINGS = "/open-apis/x/v1/things"
    local front, talent
    -- nginx gives a list of the simulator another path, and its items another name.
    setup(function()
      talent = sim:company().talents[1]
      front = nginx.start(sim.url, nil, ([[
        rewrite ^%s$ %s;
        sub_filter '"items"' '"things"';
        sub_filter_types application/json;
        proxy_set_header Accept-Encoding "";]]):format(THINGS, LIST))
    end)
    teardown(function() front:stop() end)

    local function on(...)
      return process.run({ lualark, "call", "GET", THINGS, "talent_id=" .. talent.id, ... },
        { env = sim:env { LARK_BASE_URL = front.url, LARK_CA_FILE = front.ca_file } })
    end

    local function lines(ended)
      assert.equal(0, ended.status)
      return select(2, ended.out:gsub("\n", ""))
    end

    it("shows the rows of a page", function()
      local ended = on("--format", "csv", "--columns", "id")
      assert.equal(1 + 10, lines(ended))
      assert.matches("^id\r\n%d+\r\n", ended.out)
      assert.matches("there are more pages", ended.err, 1, true)
      local id = ended.out:match "%d+"
      assert.equal("id\r\n" .. id .. "\r\n",
        on("--format", "csv", "--columns", "id", "--where", "id=" .. id).out)
      assert.equal(1 + 3, lines(on("--format", "csv", "--limit", "3")))
    end)

    it("shows an answer whole in JSON", function()
      local data = assert(lark.decode(on().out))
      assert.equal(10, #data.things)
      assert.is_nil(data.items)
      assert.is_true(data.has_more)
    end)

    it("follows the pages", function()
      local count = talent.external_applications
      assert.is_true(count > 20)
      assert.equal(count, #assert(lark.decode(on("--all").out)))
      assert.equal(count, lines(on("--all", "--format", "ndjson")))
      assert.equal(1 + 12, lines(on("--all", "--format", "csv", "--limit", "12")))
    end)
  end)

  it("says what is wrong", function()
    for message, words in pairs {
      ["which path?"] = { "GET" },
      ["path is not the path of a request"] = { "GET", "open-apis" },
      ["neither key=value nor key:=JSON"] = { "GET", LIST, "x" },
      ["given twice"] = { "GET", LIST, "x=1", "x=2" },
      ["there is no endpoint FETCH"] = { "FETCH", LIST },
    } do
      local ended = call(table.unpack(words))
      assert.equal(2, ended.status, message)
      assert.equal("", ended.out)
      assert.matches(message, ended.err, 1, true)
    end
  end)
end)
