-- SPDX-License-Identifier: MIT

-- scripts/lark/workflow.lua: runs that are killed, settled, or shown. The specs of the workflows
-- themselves are beside this one.
local files = require "support.files"
local lark = require "lark"
local process = require "support.process"
local script = require "support.script"
local simulator = require "support.simulator"
local workflow = require "lark.workflow"

local NOTE = "hire.note.create"

-- Adds a note for each number up to the first argument.
local NOTES = [[
  local arguments = require "lark.arguments"
  local workflow = require "lark.workflow"
  local known = workflow.options({ one_at_a_time = false }, "unused.db")
  local given = assert(arguments.read({ ... }, known))
  local work, why = workflow.open(given)
  if not work then return nil, why end
  for i = 1, tonumber(given[1]) do
    work:add { endpoint = "hire.note.create", row = "note " .. i, show = { number = i },
      answered = function(data) return { id = data.note.id } end,
      params = { talent_id = "6930815272790114324",
        content = ("%s %d"):format(given[2] or "n", i) } }
  end
  return work:run { title = "Notes", columns = { "number", "id" },
    concurrency = given.one_at_a_time and 1 or nil }
]]

describe("workflow", function()
  local sim, notes, folder, journal
  setup(function()
    sim = simulator.start("--limits", "off")
    notes = script.new(sim)
  end)
  teardown(function()
    notes:remove()
    sim:stop()
  end)
  before_each(function()
    folder = files.folder()
    journal = folder .. "/notes.db"
    sim:faults {}
    sim:reset()
  end)
  after_each(function() files.remove(folder) end)

  local function run(...)
    local ended = notes:run(NOTES, { "--format", "json" }, { "--journal", journal, ... })
    local outcomes = {}
    local report = lark.decode(ended.out)
    for i, line in ipairs(report and report.tables[1] and report.tables[1].rows or {}) do
      outcomes[i] = line.outcome
    end
    return outcomes, ended, report
  end

  -- How often the platform has each text.
  local function there(prefix)
    local counts = {}
    for _, note in ipairs(sim:records "notes") do
      local text = tostring(note.content)
      if text:find("^" .. prefix .. " %d") then counts[text] = (counts[text] or 0) + 1 end
    end
    return counts
  end

  it("says before a run what stands in the journal, and sends only the rest", function()
    assert.same({ "done", "done" }, (run("2", "a")))
    assert.same({ "done before", "done before", "would be sent" }, (run("3", "a", "--dry-run")))
    assert.equal(2, sim:count(NOTE))
    assert.same({ "done before", "done before", "done" }, (run("3", "a")))
  end)

  it("refuses rows that have changed, and sends the others", function()
    run("1", "b")
    local outcomes, ended = run("2", "changed")
    assert.equal(6, ended.status)
    assert.same({ "not sent", "done" }, outcomes)
    assert.matches("row note 1 has changed since it was done", ended.err, 1, true)
  end)

  it("lists what is perhaps done until --retry or --skip settles it", function()
    sim:faults { "reset-after,endpoint=" .. NOTE }
    assert.same({ "perhaps done", "done" }, (run("2", "c", "--one-at-a-time")))
    sim:faults {}
    local outcomes, ended = run("2", "c")
    assert.same({ "perhaps done", "done before" }, outcomes)
    assert.equal(6, ended.status)
    assert.matches("--retry note 1 or --skip note 1", ended.err, 1, true)
    assert.same({ "perhaps done", "done before" }, (run("2", "c", "--dry-run")))
    assert.equal(2, sim:count(NOTE))
    -- A dry run settles nothing.
    run("2", "c", "--dry-run", "--skip", "note 1")
    assert.same({ "perhaps done", "done before" }, (run("2", "c")))
    assert.same({ "skipped", "done before" }, (run("2", "c", "--skip", "note 1")))
    assert.same({ "skipped", "done before" }, (run("2", "c", "--dry-run")))
    assert.same({ ["c 1"] = 1, ["c 2"] = 1 }, there "c")
  end)

  it("refuses to settle what is not there, or is done, and sends nothing", function()
    run("1", "d")
    for _, row in ipairs { "note 1", "note 9" } do
      for _, how in ipairs { "--retry", "--skip" } do
        local _, ended = run("2", "d", how, row)
        assert.not_equal(0, ended.status)
        assert.matches(row, ended.err, 1, true)
      end
    end
    assert.equal(1, sim:count(NOTE))
  end)

  it("is nil and the first error where nothing was done at all", function()
    notes:write(NOTES)
    local ended = process.run({ script.lualark, "run", notes.path, "2", "--journal", journal },
      { env = sim:env { LARK_APP_SECRET = "wrong" } })
    assert.equal(3, ended.status)
    assert.equal("", ended.out)
    assert.equal(1, select(2, ended.err:gsub("\n", "")), ended.err)
  end)

  it("says so where there is nothing to do", function()
    local _, ended, report = run "0"
    assert.equal(0, ended.status)
    assert.same({}, report.tables)
    assert.matches("There is nothing to do.", ended.out, 1, true)
  end)

  it("does each step once where runs are killed", function()
    notes:write(NOTES)
    local words = { script.lualark, "run", "--quiet", notes.path, "60", "k", "--journal", journal }
    for round = 1, 3 do
      local running = process.start(words, { env = sim:env() })
      for _ = 1, 500 do
        if sim:count(NOTE) >= 10 * round then break end
      end
      running.signal "KILL"
      running.finish()
    end
    run("60", "k")
    local counts = there "k"
    for text, count in pairs(counts) do assert.equal(1, count, text) end
    local opened = assert(lark.journal(journal))
    for _, entry in ipairs(opened:entries()) do
      local text = "k " .. entry.row:match "%d+"
      assert.is_true(counts[text] == 1 or entry.outcome == "perhaps done", text)
    end
    assert.equal(60, #opened:entries())
    opened:close()
  end)

  it("does each step once where two runs meet", function()
    notes:write(NOTES)
    local words = { script.lualark, "run", "--quiet", notes.path, "80", "m", "--journal", journal }
    local first = process.start(words, { env = sim:env() })
    local second = process.start(words, { env = sim:env() })
    first.finish()
    second.finish()
    run("80", "m")
    local counts, size = there "m", 0
    for text, count in pairs(counts) do
      assert.equal(1, count, text)
      size = size + 1
    end
    assert.equal(80, size)
  end)

  it("shows the beginning of a long request", function()
    local _, _, report = run("1", ("张"):rep(1000), "--dry-run")
    local request = report.tables[1].rows[1].request
    assert.equal(401, utf8.len(request))
    assert.matches("…$", request)
  end)
end)

describe("workflow.joined", function()
  it("makes one list of several, and none of empty ones", function()
    assert.is_nil(workflow.joined({ n = 0 }, { n = 0 }))
    assert.same({ n = 3, "a", "b", "c" },
      workflow.joined({ "a", n = 1 }, { n = 0 }, { "b", "c", n = 2 }))
  end)
end)
