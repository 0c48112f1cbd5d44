-- SPDX-License-Identifier: MIT

-- The cost of recording and of replaying, in instructions counted by valgrind, and what a group of
-- answers must not change: a script gets an answer when it is in the file.
local instructions = require "support.instructions"
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

  local function record(count)
    local ended = process.run({ script.lualark, "run", "--record", file.path, CALLS, count },
      { env = sim:env() })
    assert.equal(0, ended.status, ended.err)
  end

  -- The instructions of one call.
  local function each(count, ...)
    local words = { script.lualark, "run", ... }
    table.move({ CALLS, count }, 1, 2, #words + 1, words)
    return instructions.of_command(words, sim:env())[2] / count
  end

  -- Seen: 0.42 of a live call, and 1.23 times one.
  test("--replay takes half of a live call, --record a third more", function()
    local live = each "250"
    local recorded = each("250", "--record", file.path)
    local replayed = each("250", "--replay", file.path)
    assert.is_true(replayed < 0.55 * live, ("%.0f of %.0f"):format(replayed, live))
    assert.is_true(recorded < 1.35 * live, ("%.0f of %.0f"):format(recorded, live))
  end)

  test("--replay takes the same where a hundred times the answers are recorded", function()
    record "50"
    local few = each("50", "--replay", file.path)
    record "5000"
    local many = each("50", "--replay", file.path)
    assert.is_true(many <= 1.3 * few, ("%.0f of 50, %.0f of 5,000"):format(few, many))
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
