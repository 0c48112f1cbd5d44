-- SPDX-License-Identifier: MIT

-- The referral report, from its sample to what is shown.
local lark = require "lark"
local process = require "support.process"
local simulator = require "support.simulator"

local lualark = os.getenv "LARK_BUILD" .. "/bin/lualark"
local script = os.getenv "LARK_SOURCE" .. "/scripts/referral_report.lua"

describe("referral_report", function()
  local sim
  setup(function() sim = simulator.start("--limits", "off") end)
  teardown(function() sim:stop() end)

  local function run(options, env, ...)
    local words = { lualark, "run" }
    for _, word in ipairs(options) do words[#words + 1] = word end
    words[#words + 1] = script
    for _, word in ipairs { ... } do words[#words + 1] = word end
    return process.run(words, { env = env or sim:env() })
  end

  local function with_csv(text, check)
    local path = os.tmpname()
    local file = assert(io.open(path, "w"))
    file:write(text)
    file:close()
    check(path)
    os.remove(path)
  end

  -- What the simulator's company says of the ids in the sample.
  local function truth()
    local wanted, referrals, applications = {}, 0, 0
    for line in io.lines((script:gsub("%.lua$", ".csv"))) do
      wanted[line:match("^(%d*),") or ""] = true
    end
    for _, talent in ipairs(sim:company().talents) do
      if wanted[talent.id] then
        referrals = referrals + talent.referrals
        applications = applications + talent.external_applications
      end
    end
    return referrals, applications
  end

  local function sum(rows, key)
    local total = 0
    for _, row in ipairs(rows) do total = total + row[key] end
    return total
  end

  it("counts what the company has", function()
    local ended = run { "--format", "json" }
    assert.equal("", ended.err)
    assert.equal(0, ended.status)
    local report = assert(lark.decode(ended.out))
    local referrals, applications = truth()
    assert.is_true(referrals > 50 and applications > 100)
    assert.equal(referrals, sum(report.tables[1].rows, "referrals"))
    assert.equal(applications, sum(report.tables[2].rows, "count"))
  end)

  it("is shown in every format", function()
    local talent = sim:company().talents[1] -- a few ids, so that limits do not slow it
    with_csv("talent_id,referral_account_id\n" .. talent.id .. ",\n", function(path)
      for _, format in ipairs { "table", "csv", "md", "html", "ndjson" } do
        local ended = run({ "--format", format }, nil, path)
        assert.equal(0, ended.status)
        assert.matches("简历初筛", ended.out)
      end
    end)
  end)

  it("is shown all the same where some rows fail, and exits 6", function()
    local talent = sim:company().talents[1]
    with_csv("talent_id,referral_account_id\n" .. talent.id .. ",404\n", function(path)
      local ended = run({ "--format", "json" }, nil, path)
      assert.equal(6, ended.status)
      assert.matches("id 404, row 1, what accounts: .*1002553", ended.err)
      assert.is_table(lark.decode(ended.out).tables)
    end)
  end)

  it("says what is wrong with its file or its set-up", function()
    local ended = run({}, nil, "/nowhere.csv")
    assert.equal(1, ended.status)
    assert.matches("/nowhere.csv", ended.err)
    with_csv("name\nx\n", function(path)
      ended = run({}, nil, path)
      assert.equal(1, ended.status)
      assert.matches("no column talent_id", ended.err)
    end)
    ended = run({}, { LARK_BASE_URL = sim.url })
    assert.equal(3, ended.status)
    assert.matches("LARK_APP_ID", ended.err)
  end)

  it("helps", function()
    local ended = run({}, nil, "--help")
    assert.equal(0, ended.status)
    assert.matches("usage:", ended.out)
  end)
end)
