-- SPDX-License-Identifier: MIT

-- 2,000 rows with a journal: the run is killed at any moment and started again until it is
-- done, while 1 in 100 answers is lost. Afterwards the simulator has each row exactly once, or
-- the journal lists it as perhaps done.
local files = require "support.files"
local lark = require "lark"
local process = require "support.process"
local simulator = require "support.simulator"

local lualark = os.getenv "LARK_BUILD" .. "/bin/lualark"
local TALENT = "6930815272790114324"
local NOTE = "hire.note.create"
local ROWS = 2000

-- Sends all rows, without the limits that would slow it down.
local SCRIPT = [[
  local lark = require "lark"
  local journal = assert(lark.journal((...)))
  local client = assert(lark.client { limits = false, journal = journal })
  local ids = {}
  for i = 1, tonumber((select(2, ...))) do ids[i] = i end
  return lark.map(ids, function(i)
    return client.hire.note.create({ talent_id = "6930815272790114324", content = "row " .. i },
      { row = i })
  end)
]]

describe("lark.journal, killed", function()
  local sim, folder, script

  setup(function()
    sim = simulator.start("--limits", "off")
    folder = files.folder()
    script = folder .. "/rows.lua"
    files.write(script, SCRIPT)
  end)
  teardown(function()
    sim:stop()
    files.remove(folder)
  end)

  local function words()
    return { lualark, "run", "--quiet", "--output", folder .. "/result.json", script,
      folder .. "/changes.db", tostring(ROWS) }
  end

  local function is_running(pid)
    local found <close> = io.open(("/proc/%d/stat"):format(pid))
    local state = found and found:read("a"):match "%) (%a)"
    return state ~= nil and state ~= "Z"
  end

  -- Kills the run once the simulator has seen so many calls more; true if it ended before.
  local function kill_after(count)
    local running = process.start(words(), { env = sim:env() })
    local target = sim:count(NOTE) + count
    local killed = false
    while is_running(running.pid) and not killed do
      killed = sim:count(NOTE) >= target
    end
    if killed then running.signal "KILL" end
    running.finish()
    return not killed
  end

  -- How often the simulator has each row.
  local function done_rows()
    local client = sim:client { limits = false }
    local counts = {}
    for _, note in ipairs(assert(client.hire.note.list.all { talent_id = TALENT,
      page_size = 100 })) do
      local number = note.content:match "^row (%d+)$"
      if number then counts[number] = (counts[number] or 0) + 1 end
    end
    client:close()
    return counts
  end

  it("has each row exactly once, or lists it", function()
    math.randomseed(20261129)
    sim:faults { "reset-after,probability=0.01,endpoint=" .. NOTE }
    local kills = 0
    while not kill_after(math.random(20, 500)) do kills = kills + 1 end
    sim:faults {}
    assert.is_true(kills >= 3, kills)
    process.run(words(), { env = sim:env() })

    local listed, doubtful = {}, 0
    local shown = process.run { lualark, "journal", folder .. "/changes.db", "--format", "json" }
    for _, entry in ipairs(lark.decode(shown.out)) do listed[entry.row] = entry.outcome end
    local counts = done_rows()
    for i = 1, ROWS do
      local row = tostring(i)
      local outcome = listed[row]
      assert.is_true(outcome == "done" or outcome == "perhaps done", row)
      assert.is_true((counts[row] or 0) <= 1, row)
      if outcome == "done" then assert.equal(1, counts[row], row) end
      if outcome == "perhaps done" then doubtful = doubtful + 1 end
    end
    -- Rows that were lost, and at most what was under way when a run was killed.
    assert.is_true(doubtful <= ROWS // 25 + kills * 50, doubtful)
    assert.is_true(doubtful > 0)
  end)
end)
