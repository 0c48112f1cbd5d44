-- SPDX-License-Identifier: MIT

-- Ctrl-C while lualark works: rows that were read are not lost.
local lark = require "lark"
local process = require "support.process"
local script = require "support.script"
local simulator = require "support.simulator"

local GET = "hire.referral.get_by_application"
local ENDED_S = 2

-- Reads 200 rows, 4 at a time, and makes a list of those that it got.
local READ = [[
  local lark = require "lark"
  local client = lark.client()
  local ids = {}
  for i = 1, 200 do ids[i] = "6134134355464633" end
  local found, errors = lark.map(ids, function(id, i)
    if i == 3 then return nil, "no such row" end
    local data, err = client.hire.referral.get_by_application { application_id = id }
    if not data then return nil, err end
    return { id = data.referral.id }
  end, { concurrency = 4 })
]]
local GIVE = "return found, errors"

describe("an interruption", function()
  local sim, scripts

  setup(function()
    sim = simulator.start("--limits", "off", "--latency", "50")
    scripts = script.new(sim)
  end)
  teardown(function()
    sim:stop()
    scripts:remove()
  end)

  local function seconds()
    local file <close> = assert(io.open "/proc/uptime")
    return file:read("n")
  end

  -- Runs words, and sends signals when the simulator has seen so many calls.
  local function interrupted(words, calls, signals, endpoint)
    sim:reset()
    local started = process.start(words, { env = sim:env() })
    while sim:count(endpoint or GET) < calls do lark.sleep(0.01) end
    for _, signal in ipairs(signals) do
      started.signal(signal)
    end
    local at = seconds()
    local ended = started.finish()
    assert.is_true(seconds() - at < ENDED_S)
    return ended
  end

  local function run(text, options, signals)
    scripts:write(text)
    local words = { scripts.lualark, "run" }
    table.move(options, 1, #options, 3, words)
    words[#words + 1] = scripts.path
    return interrupted(words, 20, signals or { "INT" })
  end

  local function rows_in(text)
    return select(2, text:gsub('"id":', ""))
  end

  for _, limits in ipairs { {}, { "--time", "30s" }, { "--sandbox" } } do
    local with = limits[1] or "no limits"
    local function options(...)
      return table.move({ ... }, 1, select("#", ...), #limits + 1, { table.unpack(limits) })
    end

    it("keeps the rows that were read: " .. with, function()
      local ended = run(READ .. GIVE, options("--format", "ndjson"))
      assert.equal(6, ended.status)
      local got = rows_in(ended.out)
      -- Calls under way are given up.
      assert.is_true(got >= 12 and got <= 60, got .. " rows")
      assert.equal("lualark: 3: no such row\nlualark: interrupted: " .. 199 - got
        .. " of 200 rows were not read\n", ended.err)
    end)

    it("writes the file of --output: " .. with, function()
      local path = os.tmpname()
      local ended = run(READ .. GIVE, options("--format", "json", "--output", path))
      assert.equal(6, ended.status)
      local file <close> = assert(io.open(path))
      assert.is_true(rows_in(file:read("a")) >= 12)
      os.remove(path)
    end)

    it("comes from SIGTERM and SIGHUP, too: " .. with, function()
      assert.equal(6, run(READ .. GIVE, options(), { "TERM" }).status)
      assert.equal(6, run(READ .. GIVE, options(), { "HUP" }).status)
    end)

    it("is reported in one line if there is no result: " .. with, function()
      for _, text in ipairs {
        "return nil, errors[200]", "error(errors[200])",
        "error('it failed: ' .. tostring(errors[200]))",
      } do
        local ended = run(READ .. text, options())
        assert.equal(6, ended.status)
        assert.equal("lualark: interrupted before there was a result\n", ended.err)
        assert.equal("", ended.out)
      end
    end)

    it("is reported if the script says nothing about it: " .. with, function()
      local ended = run(READ .. "return #found", options())
      assert.equal(6, ended.status)
      assert.equal("200\n", ended.out)
      assert.equal("lualark: interrupted: the result may lack something\n", ended.err)
    end)

    it("ends sleeps, and refuses calls and sleeps from then on: " .. with, function()
      local ended = run(READ .. [[
        local slept, why = lark.sleep(100)
        local data, err = client.hire.referral.get_by_application { application_id = "1" }
        lark.map({ 1, 2 }, print)
        print(slept, why, data, err)
      ]], options())
      assert.equal("1\t1\n2\t2\nnil\tinterrupted (cancelled)\tnil\tinterrupted (cancelled)\n",
        ended.out)
    end)

    it("ends a script that only ever sleeps and tries: " .. with, function()
      local ended = run([[
        local lark = require "lark"
        local client = lark.client()
        while true do
          client.hire.referral.get_by_application { application_id = "6134134355464633" }
          lark.sleep(0.001)
        end
      ]], options())
      assert.equal(6, ended.status)
    end)

    it("ends at once when it comes twice: " .. with, function()
      local computing = READ .. "print 'computing' while true do end"
      for _, signals in ipairs { { "INT", "INT" }, { "INT", "TERM" } } do
        scripts:write(computing)
        -- With a format print goes to stderr, which has no buffer.
        local words = { scripts.lualark, "run", "--format", "json" }
        table.move(limits, 1, #limits, #words + 1, words)
        words[#words + 1] = scripts.path
        sim:reset()
        local started = process.start(words, { env = sim:env() })
        while sim:count(GET) < 20 do lark.sleep(0.01) end
        started.signal(signals[1])
        started.await "computing"
        started.signal(signals[2])
        local ended = started.finish()
        assert.is_true(ended.status > 128, "status " .. ended.status)
        assert.equal("", ended.out)
      end
    end)
  end

  it("ends a script that computes without end, five seconds after one SIGTERM", function()
    for _, limits in ipairs { {}, { "--sandbox" } } do
      scripts:write "print 'computing' while true do end"
      local words = { scripts.lualark, "run", "--format", "json" }
      table.move(limits, 1, #limits, #words + 1, words)
      words[#words + 1] = scripts.path
      local started = process.start(words, { env = sim:env() })
      started.await "computing"
      started.signal "TERM" -- as `timeout` and systemd do, and nothing more for long
      assert.equal(128 + 15, started.finish().status)
    end
  end)

  it("refuses calls of the raw layer and requests, too", function()
    local ended = run(READ .. [[
      print(client:start("hire.referral.search", { talent_id = "1" }, print))
      print(client:request { path = "/open-apis/hire/v1/jobs" })
    ]], {})
    assert.equal(("nil\tinterrupted (cancelled)\n"):rep(2), ended.out)
  end)

  it("costs nothing if everything has been read", function()
    scripts:write(READ:gsub("200 do", "2 do") .. [[
      print 'read'
      local began = os.clock()
      repeat until os.clock() - began > 0.5
      return #found, errors
    ]])
    local started = process.start({ scripts.lualark, "run", "--format", "json", scripts.path },
      { env = sim:env() })
    started.await "read"
    started.signal "INT"
    local ended = started.finish()
    assert.equal("2\n", ended.out)
    assert.equal(0, ended.status)
  end)

  it("leaves an ignored signal ignored", function()
    scripts:write(READ:gsub("200", "40") .. GIVE)
    local ended = interrupted({ "sh", "-c", 'trap "" INT; exec "$@"', "sh", scripts.lualark,
      "run", "--format", "ndjson", scripts.path }, 20, { "INT" })
    assert.equal(39, rows_in(ended.out))
  end)

  it("keeps the pages that call --all has read", function()
    local company = sim:company()
    local talent
    for _, one in ipairs(company.talents) do
      if (one.external_applications or 0) > 2 then talent = one.id or one.talent_id end
    end
    local ended = interrupted({ scripts.lualark, "call", "hire.external_application.list", "--all",
      "page_size=1", "talent_id=" .. talent }, 2, { "INT" }, "hire.external_application.list")
    assert.equal(6, ended.status)
    assert.matches("interrupted", ended.err)
    assert.is_true(rows_in(ended.out) >= 1)
  end)
end)
