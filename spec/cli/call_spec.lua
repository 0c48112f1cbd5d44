-- SPDX-License-Identifier: MIT

-- lualark call, as a user types it.
local lark = require "lark"
local process = require "support.process"
local simulator = require "support.simulator"

local lualark = os.getenv "LARK_BUILD" .. "/bin/lualark"
local source = os.getenv "LARK_SOURCE"

local EXAMPLES = {
  ["referral.get_by_application"] = { "application_id=6134134355464633" },
  ["referral.search"] = { "talent_id=6930815272790114324" },
  ["referral_website.job_post.get"] = { "job_post_id=6701528341100366094" },
  ["external_application.list"] = { "talent_id=6960663240925956660", "page_size=10" },
  ["referral_account.get_account_assets"] = { "referral_account_id=6942778198054125570" },
}

local function example(name)
  local file = assert(io.open(source .. "/simulator/examples/" .. name .. ".json"))
  local text = file:read("a")
  file:close()
  return assert(lark.decode(text)).data
end

describe("lualark call", function()
  local sim

  setup(function() sim = simulator.start("--limits", "off") end)
  teardown(function() sim:stop() end)

  local function call(...) return sim:call(...) end

  for name, params in pairs(EXAMPLES) do
    it("prints the documented data of " .. name .. ", value for value", function()
      local ended = call("hire." .. name, "--format", "json", table.unpack(params))
      assert.equal("", (ended.err:gsub("lualark: there are more pages[^\n]*\n", "")))
      assert.equal(0, ended.status)
      assert.equal(lark.encode(example(name)), lark.encode(assert(lark.decode(ended.out))))
    end)
  end

  it("reads key=value by the parameter's type", function()
    assert.equal(0, call("hire.external_application.list", "talent_id=6960663240925956660",
      "page_size=20").status)
    assert.equal("20", sim:last().params.page_size)
    -- An id stays a string, whatever it looks like.
    assert.equal(0, call("hire.referral.search", "talent_id=0012").status)
    assert.equal('{"talent_id":"0012"}', sim:last().body)
  end)

  it("takes key:=JSON literally", function()
    assert.equal(0, call("hire.external_application.list", "talent_id=6960663240925956660",
      "page_size:=5").status)
    assert.equal("5", sim:last().params.page_size)
    local ended = call("hire.referral.search", "talent_id:=5")
    assert.equal(2, ended.status)
    assert.matches("must be a string, not an integer", ended.err)
  end)

  it("passes values through as they are", function()
    call("hire.referral.search", "talent_id=a=b:=c 张三\n'\"")
    assert.equal("a=b:=c 张三\n'\"", lark.decode(sim:last().body).talent_id)
  end)

  it("writes the items of --all as they come, in NDJSON", function()
    local talent = sim:company().talents[1]
    local words = { "hire.external_application.list", "talent_id=" .. talent.id, "--all",
      "--format", "ndjson" }
    local ended = call(table.unpack(words))
    assert.equal(0, ended.status)
    assert.equal(talent.external_applications, select(2, ended.out:gsub("{[^\n]*}\n", "")))
    -- The third page fails: the items read before it are written, and called incomplete.
    sim:faults { "code,code=1002002,skip=2,endpoint=hire.external_application.list" }
    ended = call(table.unpack(words))
    sim:faults {}
    assert.equal(6, ended.status)
    assert.equal(20, select(2, ended.out:gsub("{[^\n]*}\n", "")))
    assert.matches("the list is incomplete: 20 items were read", ended.err, 1, true)
  end)

  it("follows the pages with --all", function()
    local talent
    for _, candidate in ipairs(sim:company().talents) do
      if candidate.external_applications > 25 then talent = candidate end
    end
    local ended = call("hire.external_application.list", "talent_id=" .. talent.id, "--all")
    assert.equal(0, ended.status)
    assert.equal(talent.external_applications, #lark.decode(ended.out))
    ended = call("hire.external_application.list", "talent_id=" .. talent.id)
    assert.equal(10, #lark.decode(ended.out).items)
    assert.matches("%-%-all", ended.err)
  end)

  it("shows rows in formats that have rows, in the catalog's order", function()
    local ended = call("hire.referral.search", "talent_id=6930815272790114324", "--format=csv")
    assert.equal(0, ended.status)
    assert.matches("^id,application_ids,create_time,referral_user%.id,", ended.out)
    assert.matches("6930815272790114322,6930815272790114323,1618899376474,", ended.out, 1, true)
  end)

  it("writes to a file", function()
    local path = os.tmpname()
    local ended = call("hire.referral.search", "talent_id=6930815272790114324", "--output", path)
    assert.equal(0, ended.status)
    assert.equal("", ended.out)
    local file = assert(io.open(path))
    assert.equal(1, #lark.decode(file:read("a")).items)
    file:close()
    os.remove(path)
  end)

  it("sends nothing with --dry-run, and needs no credentials for it", function()
    local before = sim:stats().requests
    local ended = process.run({ lualark, "call", "hire.referral.search", "talent_id=1",
      "user_id_type=union_id", "--dry-run" }, { env = { LARK_BASE_URL = sim.url } })
    assert.equal(0, ended.status)
    local shown = assert(lark.decode(ended.out))
    assert.equal("POST", shown.method)
    assert.equal(sim.url .. "/open-apis/hire/v1/referrals/search?user_id_type=union_id", shown.url)
    assert.equal('{"talent_id":"1"}', shown.body)
    assert.equal(before, sim:stats().requests)
    assert.equal(2, call("hire.referral.search", "--dry-run").status)
  end)

  describe("exits with", function()
    local function check(status, message, ...)
      local ended = call(...)
      assert.equal(status, ended.status)
      assert.equal("", ended.out)
      assert.matches(message, ended.err, 1, true)
    end

    it("2 for a wrong command line", function()
      check(2, "which endpoint?")
      check(2, "did you mean hire.referral.search?", "hire.referral.serch")
      check(2, "talent_id is missing", "hire.referral.search")
      check(2, "must not be empty", "hire.referral.search", "talent_id=")
      check(2, "Did you mean talent_id?", "hire.referral.search", "talent_idd=1")
      check(2, "must be at most 20, not 21", "hire.external_application.list", "talent_id=1",
        "page_size=21")
      check(2, "must be at least 1, not 0", "hire.external_application.list", "talent_id=1",
        "page_size=0")
      check(2, "must be an integer", "hire.external_application.list", "talent_id=1",
        "page_size=many")
      check(2, "must be one of", "hire.referral.search", "talent_id=1", "user_id_type=x")
      check(2, "neither key=value", "hire.referral.search", "talent_id")
      check(2, "no JSON", "hire.referral.search", "talent_id:=x")
      check(2, "given twice", "hire.referral.search", "talent_id=1", "talent_id=2")
      check(2, "unknown format", "hire.referral.search", "talent_id=1", "--format", "xml")
      check(2, "has no pages", "hire.referral.search", "talent_id=1", "--all")
      check(2, "--bogus", "hire.referral.search", "--bogus")
    end)

    it("1 for a call that the platform refuses", function()
      local ended = call("hire.external_application.list", "talent_id=404")
      assert.equal(1, ended.status)
      assert.matches("1002102.*Check talent_id.*log id %w+", ended.err)
    end)

    it("3 for missing or wrong credentials", function()
      local words = { lualark, "call", "hire.referral.search", "talent_id=1" }
      local ended = process.run(words, { env = { LARK_BASE_URL = sim.url } })
      assert.equal(3, ended.status)
      assert.matches("LARK_APP_ID", ended.err)
      ended = process.run(words, {
        env = { LARK_APP_ID = "cli_simulator", LARK_BASE_URL = sim.url },
      })
      assert.equal(3, ended.status)
      assert.matches("LARK_APP_SECRET", ended.err)
      ended = process.run(words, { env = sim:env { LARK_APP_SECRET = "wrong" } })
      assert.equal(3, ended.status)
      assert.matches("10014", ended.err)
    end)

    it("4 for a server that is down", function()
      local ended = process.run({ lualark, "call", "hire.referral.search", "talent_id=1" },
        { env = sim:env { LARK_BASE_URL = "http://127.0.0.1:1" } })
      assert.equal(4, ended.status)
      assert.matches("LARK_BASE_URL", ended.err)
    end)

    it("1 if the result cannot be written", function()
      local ended = call("hire.referral.search", "talent_id=1", "--output", "/nowhere/x")
      assert.equal(1, ended.status)
      assert.matches("/nowhere/x", ended.err)
    end)
  end)
end)
