-- SPDX-License-Identifier: MIT

-- The cost of recording and of replaying, in instructions counted by valgrind, and what a group of
-- answers must not change: a script gets an answer when it is in the file.
local process = require "support.process"
local recording = require "support.recording"
local script = require "support.script"
local simulator = require "support.simulator"

local CALLS = os.getenv "LARK_SOURCE" .. "/bench/recording_calls.lua"

-- A sanitized build does not run under valgrind.
local test = os.getenv "LARK_CFLAGS" and pending or it

describe("lualark run", function()
  local sim, file

  setup(function() sim = simulator.start("--limits", "off") end)
  teardown(function() sim:stop() end)
  before_each(function() file = recording.new() end)
  after_each(function() file:remove() end)

  local function run(before, options, count)
    local words = { "env", "-u", "LD_PRELOAD" }
    for name, value in pairs(sim:env()) do words[#words + 1] = name .. "=" .. value end
    table.move(before, 1, #before, #words + 1, words)
    words[#words + 1], words[#words + 2] = script.lualark, "run"
    table.move(options, 1, #options, #words + 1, words)
    words[#words + 1], words[#words + 2] = CALLS, tostring(count)
    local ended = process.run(words, { seconds = 600 })
    assert.equal(0, ended.status, ended.err)
    return ended
  end

  local function instructions(options, count, functions)
    local words = { "valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null" }
    for _, name in ipairs(functions or {}) do words[#words + 1] = "--toggle-collect=" .. name end
    return assert(tonumber(run(words, options, count).err:match "Collected : (%d+)"))
  end

  -- The instructions of one call, without the start.
  local function each(options, before)
    local few, many = 50, 250
    if before then before() end
    local start = instructions(options, few)
    if before then before() end
    return (instructions(options, many) - start) / (many - few)
  end

  local function forget()
    file:remove()
    file = recording.new()
  end

  -- Seen: 0.42 of a live call, and 1.45 times one.
  test("--replay takes half of a live call, --record half more", function()
    local live = each {}
    local recorded = each({ "--record", file.path }, function() os.remove(file.path) end)
    local replayed = each { "--replay", file.path }
    assert.is_true(replayed < 0.5 * live, ("%.0f of %.0f"):format(replayed, live))
    assert.is_true(recorded < 1.6 * live, ("%.0f of %.0f"):format(recorded, live))
  end)

  test("--replay takes the same for each of a hundred times the calls", function()
    local function recall(count)
      forget()
      run({}, { "--record", file.path }, count)
      return instructions({ "--replay", file.path }, count, { "lark_recall_try" }) / count
    end
    local few, many = recall(50), recall(5000)
    assert.is_true(many <= 1.3 * few, ("%.0f for each of 50, %.0f of 5,000"):format(few, many))
  end)

  it("--record has an answer in the file before the script gets it", function()
    local scripts = script.new(sim)
    local ended = scripts:run([[
      local lark = require "lark"
      local client = assert(lark.client { limits = false })
      local ids, path = {}, ...
      for i = 1, 40 do ids[i] = tostring(6930815272790000000 + i) end
      local _, errors = lark.map(ids, function(id)
        assert(client.hire.referral.search { talent_id = id })
        local query = "SELECT count(*) FROM answers WHERE body LIKE '%" .. id .. "%'"
        local pipe = io.popen(("sqlite3 '%s' \"%s\""):format(path, query))
        assert(pipe:read "l" == "1", id)
        pipe:close()
      end, { concurrency = 20 })
      assert(errors.n == 0, tostring(errors[1]))
    ]], { "--record", file.path }, { file.path })
    assert.equal("", ended.err)
    assert.equal(0, ended.status)
    scripts:remove()
  end)
end)
