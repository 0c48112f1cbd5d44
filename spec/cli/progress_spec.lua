-- SPDX-License-Identifier: MIT

-- Progress of long work: the lines alone, with a clock that is held still; and as they
-- show on a terminal.
local lark = require "lark"
local process = require "support.process"
local script = require "support.script"
local simulator = require "support.simulator"
local terminal = require "support.terminal"

require "support.command"
local progress = require "lualark.output.progress"

-- A meter, its clock, and all that it wrote.
local function meter(width)
  local clock, written = { at = 1000 }, {}
  local made = progress.new {
    now = function() return clock.at end,
    width = width and function() return width end,
    write = function(text) written[#written + 1] = text end,
  }
  local function look(at, ...)
    clock.at = 1000 + at
    made:look(...)
    local text = table.concat(written)
    written = {}
    -- Another test looks at the control characters.
    return (text:gsub("\r", ""):gsub("\27%[K", ""))
  end
  return look, made, function() return table.concat(written) end
end

describe("progress", function()
  it("shows how many, how fast and how long", function()
    local look = meter(80)
    assert.equal("", look(0, 0, 10000, 0, 0))
    assert.equal("10 of 10,000", look(0.6, 10, 10000, 0, 0))
    assert.equal("500 of 10,000, 100/s, 1 min 35 s left", look(5, 500, 10000, 0, 0))
    assert.equal("10,000 of 10,000, 100/s", look(100, 10000, 10000, 0, 0))
    look = meter(80)
    look(0, 0, 30, 0, 0)
    assert.equal("3 of 30, 1.5/s, 18 s left", look(2, 3, 30, 0, 0))
    assert.equal("3 of 30, 3.0/min, 9 min 0 s left", look(60, 3, 30, 0, 0))
    assert.equal("3 of 30, 0.1/min, 9 h 0 min left", look(3600, 3, 30, 0, 0))
  end)

  it("shows nothing of work that takes less than half a second", function()
    local look = meter(80)
    assert.equal("", look(0, 0, 10, 0, 0))
    assert.equal("", look(0.4, 9, 10, 0, 0))
    assert.equal("", look(0.5))
  end)

  it("counts waits for limits, and says when all calls wait for one", function()
    local look = meter(100)
    look(0, 0, 100, 7, 0)
    assert.equal("50 of 100, 50/s, 1 s left, 1 wait for limits", look(1, 50, 100, 8, 50))
    assert.equal("50 of 100, 33/s, 2 s left, 50 waits for limits", look(1.5, 50, 100, 57, 50))
    assert.equal("50 of 100, 25/s, 2 s left, 50 waits for limits, waiting for rate limits",
      look(2, 50, 100, 57, 50))
    assert.equal("60 of 100, 29/s, 2 s left, 50 waits for limits", look(2.1, 60, 100, 57, 40))
    -- A slow answer is no wait for a limit.
    assert.equal("60 of 100, 15/s, 3 s left, 50 waits for limits", look(4, 60, 100, 57, 0))
  end)

  it("says how long no row has ended", function()
    local look = meter(80)
    look(0, 0, 100, 0, 0)
    look(1, 50, 100, 0, 0)
    assert.equal("50 of 100, 9/s, 6 s left", (look(5.9, 50, 100, 0, 0):gsub("8%.5/s", "9/s")))
    assert.equal("50 of 100, 7.1/s, 7 s left, no row for 6 s", look(7, 50, 100, 0, 0))
    assert.equal("51 of 100, 7.1/s, 7 s left", look(7.2, 51, 100, 0, 0))
    -- All rows have ended; what is left is no row's.
    look(8, 100, 100, 0, 0)
    assert.not_matches("no row", look(20, 100, 100, 0, 0))
  end)

  it("says that calls wait for limits where no rows are counted", function()
    local look, _, written = meter(80)
    assert.equal("", look(0, nil, nil, 3, 1))
    assert.equal("", look(0.4, nil, nil, 3, 1))
    assert.equal("waiting for rate limits, 2 s", look(2.5, nil, nil, 3, 1))
    look(3)
    assert.equal("", written())
    assert.equal("", look(4, nil, nil, 4, 1))
    assert.equal("waiting for rate limits, 1 s", look(5, nil, nil, 4, 1))
    look = meter()
    assert.equal("lualark: waiting for rate limits, 9 s\n",
      look(1, nil, nil, 1, 1) .. look(10, nil, nil, 1, 1))
  end)

  it("says what no row has ended for: answers, or the script itself", function()
    local look = meter(80)
    look(0, 0, 100, 0, 0, 0, 0, 0)
    look(1, 50, 100, 0, 0, 50, 8, 10000)
    assert.matches("no row for 6 s, waiting for answers$", look(7, 50, 100, 0, 0, 58, 8, 20000))
    look(7.9, 50, 100, 0, 0, 58, 0, 30000)
    assert.matches("no row for 7 s, computing$", look(8, 50, 100, 0, 0, 58, 0, 130000))
    assert.matches("no row for 8 s$", look(9, 50, 100, 0, 0, 58, 0, 131000))
  end)

  it("says what a script waits for where no rows are counted", function()
    local look, _, written = meter(80)
    look(0, nil, nil, 0, 0, 1, 1, 0)
    assert.equal("", look(4.9, nil, nil, 0, 0, 1, 1, 0))
    assert.equal("waiting for answers, 6 s", look(6, nil, nil, 0, 0, 1, 1, 0))
    -- A next call is another wait.
    assert.equal("", look(6.1, nil, nil, 0, 0, 2, 1, 0))
    assert.equal("", look(10, nil, nil, 0, 0, 3, 1, 0))
    look(10.1, nil, nil, 0, 0, 3, 0, 50000)
    assert.equal("", look(11, nil, nil, 0, 0, 3, 0, 900000))
    assert.equal("computing, 6 s", look(16.1, nil, nil, 0, 0, 3, 0, 5900000))
    -- One that sleeps says nothing.
    assert.equal("", look(30, nil, nil, 0, 0, 3, 0, 5900000))
    look(31)
    assert.equal("", written())
  end)

  it("begins anew with the next map", function()
    local look = meter(80)
    look(0, 0, 10, 0, 0)
    look(5, 10, 10, 0, 0)
    assert.equal("", look(5.1))
    assert.equal("", look(5.2, 0, 4, 0, 0))
    assert.equal("2 of 4, 2.0/s, 1 s left", look(6.2, 2, 4, 0, 0))
    -- A map that began unseen, after another.
    assert.equal("", look(6.3, 0, 9, 0, 0))
  end)

  it("is cut to the terminal's width, and leaves the last column free", function()
    local look = meter(20)
    look(0, 0, 10000, 0, 0)
    assert.equal("500 of 10,000, 100/", look(5, 500, 10000, 0, 0))
  end)

  it("draws over itself, and goes away", function()
    local look, made, written = meter(80)
    look(0, 0, 10, 0, 0)
    look(1, 5, 10, 0, 0)
    made:erase()
    assert.equal("\r\27[K", written())
    made:erase()
    assert.equal("\r\27[K", written())
  end)

  it("does without the calls that wait, where they are not known", function()
    local look = meter(80)
    look(0, 0, 10)
    assert.equal("5 of 10, 5.0/s, 1 s left", look(1, 5, 10))
    assert.equal("8 of 10, 4.0/s, 1 s left", look(2, 8, 10))
  end)

  it("never fails the work that it shows", function()
    local looks = 0
    local look, erase = progress.meter {
      is_terminal = function() return true end,
      now = function()
        looks = looks + 1
        return looks == 1 and 1 or error "no clock any more"
      end,
    }
    look(0, 10, 0, 0)
    look(5, 10, 0, 0)
    erase()
    assert.equal(2, looks)
  end)

  it("writes a line every ten seconds without a terminal", function()
    local look = meter()
    assert.equal("", look(0, 0, 100, 0, 0))
    assert.equal("", look(9.9, 49, 100, 0, 0))
    assert.equal("lualark: 50 of 100, 5.0/s, 10 s left\n", look(10, 50, 100, 0, 0))
    assert.equal("", look(10.1, 50, 100, 0, 0))
    assert.equal("lualark: 75 of 100, 3.8/s, 7 s left\n", look(20, 75, 100, 0, 0))
    assert.equal("", look(21))
  end)
end)

describe("lualark run", function()
  local sim, scripts

  setup(function()
    sim = simulator.start("--limits", "off", "--latency", "100")
    scripts = script.new(sim)
  end)
  teardown(function()
    sim:stop()
    scripts:remove()
  end)

  local MAP = [[
    local lark = require "lark"
    local client = lark.client()
    local ids = {}
    for i = 1, 30 do ids[i] = "6134134355464633" end
    lark.map(ids, function(id, i)
      client.hire.referral.get_by_application { application_id = id }
      if i == 20 then %s end
    end, { concurrency = 2 })
    return "done"
  ]]

  -- The lines that a terminal shows in the end.
  local function lines_of(shown)
    local lines = {}
    for line in shown:gmatch("[^\n]+") do
      local last = ""
      for text in line:gmatch("[^\r]+") do
        last = text:find("^\27%[K") and text:sub(4) or text .. last:sub(#text + 1)
      end
      lines[#lines + 1] = last
    end
    return lines
  end

  for _, options in ipairs { {}, { "--sandbox" } } do
    local with = table.concat(options)

    it("draws progress on a terminal, and makes way for prints " .. with, function()
      scripts:write(MAP:format "print 'beside'")
      local words = { scripts.lualark, "run" }
      table.move(options, 1, #options, 3, words)
      words[#words + 1] = scripts.path
      local seen <close> = terminal.start(words, sim:env())
      seen:await " of 30"
      seen:await " left"
      seen:await "done"
      local status, shown = seen:finish()
      assert.equal(0, status)
      assert.matches("\r\27%[K%d+ of 30, [%d.]+/s, %d+ s left\r", shown)
      assert.same({ "beside", "done" }, lines_of(shown))
    end)
  end

  it("shows nothing of quick work, nor on a dumb terminal, nor with NO terminal", function()
    scripts:write(MAP:format ""); local words = { scripts.lualark, "run", scripts.path }
    local dumb <close> = terminal.start(words, sim:env { TERM = "dumb" })
    dumb:await "done"
    assert.same({ "done" }, lines_of(select(2, dumb:finish())))
    assert.equal("", process.run(words, { env = sim:env() }).err)
    scripts:write "require('lark').map({ 1, 2, 3 }, print) return 'done'"
    local quick <close> = terminal.start(words, sim:env())
    quick:await "done"
    assert.not_matches(" of 3", select(2, quick:finish()))
  end)

  it("says on a terminal that a call waits for a limit, outside of any map", function()
    scripts:write [[
      local client = require("lark").client {
        limits = { ["hire.referral.get_by_application"] = "1/s" } }
      for _ = 1, 4 do
        assert(client.hire.referral.get_by_application { application_id = "6134134355464633" })
      end
      return "done"
    ]]
    local words = { scripts.lualark, "run", scripts.path }
    local seen <close> = terminal.start(words, sim:env())
    seen:await "waiting for rate limits, "
    seen:await "done"
    assert.same({ "done" }, lines_of(select(2, seen:finish())))
    table.insert(words, 3, "--quiet")
    local quiet <close> = terminal.start(words, sim:env())
    assert.not_matches("waiting", select(2, quiet:finish()))
  end)

  it("counts the rows of the outermost maps alone, and sums those beside each other", function()
    scripts:write [[
      local lark = require "lark"
      local function work(n)
        local list = {}
        for i = 1, n do list[i] = i end
        lark.map(list, function()
          lark.map({ 1, 2, 3, 4 }, function() lark.sleep(0.02) end, { concurrency = 1 })
          lark.spawn(lark.map, { 1, 2, 3 }, function() lark.sleep(0.01) end):await()
        end, { concurrency = 2 })
      end
      local beside = lark.spawn(work, 13)
      work(17)
      beside:await()
      return "done"
    ]]
    local seen <close> = terminal.start({ scripts.lualark, "run", scripts.path }, sim:env())
    seen:await " of 30"
    seen:await "done"
    local _, shown = seen:finish()
    for total in shown:gmatch " of (%d+)" do assert.equal("30", total) end
  end)

  it("does not mind tasks that wait for each other", function()
    scripts:write [[
      local lark = require "lark"
      local a, b
      a = lark.spawn(function() lark.sleep(0) b:await() end)
      b = lark.spawn(function() a:await() end)
      lark.map({ a, b }, function(task) return task:await() end)
    ]]
    for _, options in ipairs { {}, { "--sandbox" } } do
      local words = { scripts.lualark, "run", table.unpack(options) }
      words[#words + 1] = scripts.path
      assert.matches("can never come", process.run(words, { env = sim:env() }).err)
    end
  end)

  it("says that it waits for limits", function()
    local client <close> = sim:client { limits = { ["hire.referral.search"] = "1/s" } }
    local function ask()
      return client.hire.referral.search { talent_id = "6930815272790114324" }
    end
    lark.run(function()
      lark.spawn(ask)
      lark.spawn(ask)
      local third = lark.spawn(ask)
      repeat lark.sleep(0.01) until client:stats().limit_waiting > 0
      assert.equal(2, client:stats().limit_waiting)
      third:await()
    end)
    assert.equal(0, client:stats().limit_waiting)
  end)
end)
