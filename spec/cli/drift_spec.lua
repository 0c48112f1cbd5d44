-- SPDX-License-Identifier: MIT

-- lualark drift: answers of a live platform and of recordings, compared with the catalog.
local faults = require "support.faults"
local files = require "support.files"
local lark = require "lark"
local process = require "support.process"
local recording = require "support.recording"
local simulator = require "support.simulator"

local lualark = os.getenv "LARK_BUILD" .. "/bin/lualark"
local TALENT = "talent_id=6960663240925956660"
local LIST = "hire.external_application.list"

describe("lualark drift", function()
  local sim
  setup(function() sim = simulator.start("--limits", "off") end)
  teardown(function() sim:stop() end)

  local function run(...)
    return process.run({ lualark, ... }, { env = sim:env() })
  end

  local function rows_of(ended)
    assert.equal(0, ended.status, ended.err)
    return assert(lark.decode(ended.out))
  end

  it("finds nothing where answers are as documented", function()
    local ended = run("drift", "--format=json", "--all", "hire.job.list")
    assert.same({}, rows_of(ended))
    assert.matches("^lualark: %d+ answers compared, 0 differences\n$", ended.err)
  end)

  it("finds what a live answer has and its description lacks or contradicts", function()
    local path = files.temporary [[return { ["hire.mine.list"] = {
      get = "/open-apis/hire/v1/external_applications",
      query = { { "talent_id", id } },
      returns = { { "has_more", string }, { "items", array(object "a" { { "id", integer } }) } },
    } }]]
    local found = {}
    for _, row in ipairs(rows_of(run("drift", "--format=json", "--define", path,
      "hire.mine.list", TALENT))) do
      assert.equal("hire.mine.list", row.endpoint)
      found[row.field] = { row.finding, row.documented, row.seen, row.count }
    end
    assert.same({ "other type", "string", "boolean", 1 }, found.has_more)
    assert.same({ "other type", "integer", "string", 1 }, found["items[].id"])
    assert.same({ "unknown field", nil, "string", 1 }, found["items[].job_title"])
    os.remove(path)
  end)

  it("says why a call failed, with its status", function()
    local ended = run("drift", "hire.external_application.list", "talent_id=404")
    assert.equal(1, ended.status)
    assert.matches("1002102", ended.err)
    assert.equal(2, run("drift").status)
    assert.equal(2, run("drift", LIST, "talent_idd=1").status)
    assert.equal(2, run("drift", "--all", "hire.job.get", "job_id=1").status)
  end)

  it("finds a code that nobody documents, and fails as the call did", function()
    faults.arm(sim, "code,endpoint=hire.*,code=7654321,status=400")
    local ended = run("drift", "--format=json", LIST, TALENT)
    faults.arm(sim)
    assert.equal(1, ended.status)
    assert.matches("7654321", ended.err, 1, true)
    assert.same({ { endpoint = LIST, field = "code", finding = "unknown code", seen = "7654321",
      count = 1 } }, lark.decode(ended.out))
  end)

  describe("of a recording", function()
    local file
    before_each(function()
      file = recording.new()
      assert.equal(0, run("call", "--record", file.path, LIST, TALENT).status)
      assert.equal(0, run("call", "--record", file.path, "hire.job.get_detail",
        "job_id=" .. "6960663240925956555").status)
    end)
    after_each(function() file:remove() end)

    -- Changes the answers, as a platform that has moved on.
    local function change(old, new)
      file:sql(("UPDATE answers SET answer = replace(answer, '%s', '%s')"):format(old, new))
    end

    it("finds nothing where nothing has changed", function()
      local ended = run("drift", "--format=json", file.path)
      assert.same({}, rows_of(ended))
      assert.equal("lualark: 2 answers compared, 0 differences\n", ended.err)
    end)

    it("finds what has changed, without the values", function()
      change('"job_title": "高级Java"', '"job_title": 77, "job_name": "高级Java"')
      change('"delivery_type": 1', '"delivery_type": 9')
      local ended = run("drift", "--format=json", file.path)
      local rows = rows_of(ended)
      table.sort(rows, function(a, b) return a.field < b.field end)
      assert.same({
        { endpoint = LIST, field = "items[].delivery_type", finding = "unknown value",
          documented = "integer", seen = "9", count = 1 },
        { endpoint = LIST, field = "items[].job_name", finding = "unknown field",
          seen = "string", count = 1 },
        { endpoint = LIST, field = "items[].job_title", finding = "other type",
          documented = "string", seen = "integer", count = 1 },
      }, rows)
      assert.is_nil(ended.out:find("77", 1, true))
      assert.is_nil(ended.out:find("Java", 1, true))
    end)

    it("tells a literal path from one with a parameter, and counts foreign ones", function()
      file:sql "UPDATE answers SET path = '/open-apis/hire/v9/unknown?x=1' WHERE id = 1"
      file:sql [[UPDATE answers SET answer = '{"code":0,"data":{"jobs":1}}',
        path = '/open-apis/hire/v1/jobs/6960663240925956555' WHERE id = 2]]
      local ended = run("drift", "--format=json", file.path)
      assert.matches("1 answers are of no endpoint", ended.err)
      assert.equal("hire.job.get", rows_of(ended)[1].endpoint)
    end)

    it("finds a code that nobody documents, but none that somebody does", function()
      file:sql [[UPDATE answers SET answer = '{"code":7654321,"msg":"张三"}' WHERE id = 1]]
      file:sql [[UPDATE answers SET answer = '{"code":1002001,"msg":"x"}' WHERE id = 2]]
      local ended = run("drift", "--format=json", file.path)
      assert.same({ { endpoint = LIST, field = "code", finding = "unknown code",
        seen = "7654321", count = 1 } }, rows_of(ended))
      assert.is_nil(ended.out:find("张三", 1, true))
      assert.matches("2 answers compared", ended.err, 1, true)
    end)

    it("compares what a file defines, before the catalog", function()
      local path = files.temporary [[return {
        ["hire.mine.list"] = {
          get = "/open-apis/hire/v1/external_applications", query = { { "talent_id", id } },
          returns = { { "has_more", string }, { "page_token", string } },
        },
        ["hire.mine.other"] = { get = "/open-apis/hire/v9/things/:thing_id",
          path = { { "thing_id", id } }, returns = { { "name", string } } },
      }]]
      file:sql [[UPDATE answers SET answer = '{"code":0,"data":{"name":1}}',
        path = '/open-apis/hire/v9/things/77?x=1' WHERE id = 2]]
      local ended = run("drift", "--format=json", "--define", path, file.path)
      local found = {}
      for _, row in ipairs(rows_of(ended)) do
        found[#found + 1] = ("%s %s %s"):format(row.endpoint, row.field, row.finding)
      end
      table.sort(found)
      assert.same({ "hire.mine.list has_more other type", "hire.mine.list items unknown field",
        "hire.mine.other name other type" }, found)
      assert.equal("lualark: 2 answers compared, 3 differences\n", ended.err)
      assert.matches("1 answers are of no endpoint", run("drift", file.path).err, 1, true)
      os.remove(path)
    end)

    it("takes several files, and writes a report to send", function()
      change('"delivery_type": 1', '"delivery_type": 9')
      local ended = run("drift", "--format=md", file.path, file.path)
      assert.matches("| unknown value |", ended.out, 1, true)
      assert.matches("Lualark 0.1.0", ended.out, 1, true)
      assert.matches("| 2 |", ended.out, 1, true)
      assert.matches("4 answers compared, 1 differences", ended.err)
    end)

    it("says why a file cannot be read", function()
      local ended = run("drift", "/none.db")
      assert.equal(1, ended.status)
      assert.matches("/none.db", ended.err, 1, true)
      local text = files.temporary "no recording"
      assert.equal(1, run("drift", text).status)
      os.remove(text)
    end)
  end)
end)
