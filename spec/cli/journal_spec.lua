-- SPDX-License-Identifier: MIT

-- lualark call --journal and lualark journal. journal_killed_spec.lua kills runs.
local files = require "support.files"
local lark = require "lark"
local process = require "support.process"
local simulator = require "support.simulator"

require "support.command"
local bulk = require "lualark.call.bulk"
local journals = require "lualark.options.journal"
local status = require "lualark.status"

local lualark = os.getenv "LARK_BUILD" .. "/bin/lualark"
local TALENT = "6930815272790114324"
local NOTE = "hire.note.create"

describe("call --journal", function()
  local sim, around, folder, rows, journal

  setup(function() sim = simulator.start("--limits", "off") end)
  teardown(function() sim:stop() end)
  before_each(function()
    around = files.folder()
    folder = around .. "/a folder"
    process.run { "mkdir", folder }
    rows, journal = folder .. "/rows.csv", folder .. "/changes.db"
    sim:reset()
  end)
  after_each(function()
    sim:faults {}
    files.remove(around)
  end)

  local function write_rows(...)
    local lines = { "talent_id,content" }
    for _, text in ipairs { ... } do lines[#lines + 1] = TALENT .. "," .. text end
    files.write(rows, table.concat(lines, "\n") .. "\n")
  end

  local function call(...)
    return sim:call(NOTE, "--rows", rows, "--journal", journal, "--yes", "--format", "json", ...)
  end

  local function outcomes(ended)
    local found = {}
    for i, row in ipairs(assert(lark.decode(ended.out), ended.err)) do found[i] = row.outcome end
    return found
  end

  local function entries(...)
    local ended = process.run { lualark, "journal", journal, "--format", "json", ... }
    return lark.decode(ended.out), ended
  end

  it("sends what is done only once, and answers with what was answered", function()
    write_rows("one", "two")
    local first = call()
    assert.equal("", first.err)
    assert.equal(0, first.status)
    assert.same({ "done", "done" }, outcomes(first))
    local second = call()
    assert.equal(0, second.status)
    assert.same({ "done before", "done before" }, outcomes(second))
    assert.equal(2, sim:count(NOTE))
    assert.equal(lark.decode(first.out)[2].id, lark.decode(second.out)[2].id)
    assert.equal("two", lark.decode(second.out)[2].content)
  end)

  it("sends equal rows of one file each", function()
    write_rows("same", "same")
    assert.same({ "done", "done" }, outcomes(call()))
    assert.equal(2, sim:count(NOTE))
  end)

  it("sends rows that were added, and those that were refused", function()
    write_rows "one"
    sim:faults { "code,code=1002002,status=400,endpoint=" .. NOTE }
    local refused = call()
    assert.not_equal(0, refused.status)
    sim:faults {}
    write_rows("one, mended", "two")
    files.write(rows, files.read(rows):gsub("one, mended", '"one, mended"'))
    assert.same({ "done", "done" }, outcomes(call()))
  end)

  it("does not send a row again whose answer was lost, but lists it", function()
    write_rows("one", "two", "three")
    sim:faults { "reset-after,skip=1,endpoint=" .. NOTE }
    local first = call("--concurrency", "1")
    assert.equal(6, first.status)
    assert.same({ "done", "perhaps done", "done" }, outcomes(first))
    assert.matches("perhaps done: row 2. Look at the platform, then --retry N or --skip N",
      first.err, 1, true)
    sim:faults {}
    local second = call()
    assert.equal(6, second.status)
    assert.same({ "done before", "perhaps done", "done before" }, outcomes(second))
    assert.matches("--retry 2 or --skip 2", second.err, 1, true)
    assert.equal(3, sim:count(NOTE))
    local listed, ended = entries("--where", "outcome=perhaps done")
    assert.equal(6, ended.status)
    assert.equal("2", listed[1].row)
    assert.same({ "done before", "done", "done before" }, outcomes(call("--retry", "2")))
    assert.equal(4, sim:count(NOTE))
  end)

  it("never sends a row that is to be skipped", function()
    write_rows("one", "two")
    sim:faults { "close-after,endpoint=" .. NOTE }
    call("--concurrency", "1")
    sim:faults {}
    local skipped = call("--skip", "1")
    assert.equal(0, skipped.status)
    assert.same({ "skipped", "done before" }, outcomes(skipped))
    assert.same({ "skipped", "done before" }, outcomes(call()))
    assert.equal(2, sim:count(NOTE))
    local wrong = call("--retry", "2")
    assert.equal(2, wrong.status)
    assert.matches("row 2 is done", wrong.err, 1, true)
    assert.equal(2, call("--retry", "9").status)
  end)

  it("refuses a row that has changed since it was sent", function()
    write_rows("one", "two")
    call()
    write_rows("one", "TWO")
    local changed = call()
    assert.equal(2, changed.status)
    assert.matches("changed since they were sent: row 2.", changed.err, 1, true)
    -- Rows that moved: the last one is new by its number, and was done.
    write_rows("new first", "one", "two")
    assert.matches("changed since they were sent: rows 1, 2.", call().err, 1, true)
    assert.equal(2, sim:count(NOTE))
  end)

  it("sends a row with a key again, which does no harm", function()
    local CREATE = "hire.external_application.create"
    files.write(rows, "talent_id,external_id\n6960663240925956660,k1\n")
    sim:faults { "reset-after,times=9,endpoint=" .. CREATE }
    local words = { CREATE, "--rows", rows, "--journal", journal, "--yes", "--format", "json" }
    local lost = sim:call(table.unpack(words))
    assert.same({ "perhaps done" }, outcomes(lost))
    sim:faults {}
    assert.same({ "done" }, outcomes(sim:call(table.unpack(words))))
    assert.same({ "done before" }, outcomes(sim:call(table.unpack(words))))
  end)

  it("covers single calls and raw paths, by their content", function()
    local words = { NOTE, "talent_id=" .. TALENT, "content=one", "--journal", journal, "--yes" }
    local first, second = sim:call(table.unpack(words)), sim:call(table.unpack(words))
    assert.equal(0, first.status)
    assert.equal(first.out, second.out)
    assert.equal(1, sim:count(NOTE))
    local raw = { "POST", "/open-apis/hire/v1/notes", table.unpack(words, 2) }
    sim:call(table.unpack(raw))
    sim:call(table.unpack(raw))
    assert.equal(2, sim:count(NOTE))
    -- Calls that only read are not written down.
    sim:call("hire.referral.search", "talent_id=" .. TALENT, "--journal", journal)
    sim:call("POST", "/open-apis/hire/v1/referrals/search", "talent_id=" .. TALENT, "--journal",
      journal)
    assert.equal(2, #entries())
  end)

  it("is private, of one app, and no file of another kind", function()
    write_rows "one"
    call()
    local mode = process.run { "stat", "-c", "%a", journal, journal .. "-runs" }
    assert.equal("600\n600\n", mode.out)
    local other = process.run({ lualark, "call", NOTE, "--rows", rows, "--journal", journal,
      "--yes" }, { env = sim:env { LARK_APP_ID = "cli_other" } })
    assert.equal(3, other.status)
    assert.matches("is of cli_simulator at " .. sim.url, other.err, 1, true)
    local text = folder .. "/text"
    files.write(text, ("no journal\n"):rep(100))
    local wrong = sim:call(NOTE, "--rows", rows, "--journal", text, "--yes")
    assert.equal(3, wrong.status)
    assert.matches("no journal, but a file of another kind", wrong.err, 1, true)
    assert.equal(("no journal\n"):rep(100), files.read(text))
    local tenant = process.run({ lualark, "--lang", "zh", "call", NOTE, "--rows", rows, "--journal",
      journal, "--yes" }, { env = sim:env { LARK_APP_ID = "cli_other" } })
    assert.matches("属于 cli_simulator（" .. sim.url .. "）", tenant.err, 1, true)
    assert.equal(1, sim:count(NOTE))
  end)

  it("sends nothing where it cannot be written", function()
    write_rows("one", "two")
    local nowhere = sim:call(NOTE, "--rows", rows, "--journal", folder .. "/none/j.db", "--yes")
    assert.equal(3, nowhere.status)
    assert.equal(0, sim:count(NOTE))
    local unwritable = sim:call(NOTE, "--rows", rows, "--journal", "/proc/j.db", "--yes")
    assert.equal(3, unwritable.status)
    assert.equal(0, sim:count(NOTE))
  end)

  it("sends nothing twice where the disk becomes full", function()
    local lines = {}
    for i = 1, 60 do lines[i] = "full " .. i end
    write_rows(table.unpack(lines))
    local size = 120 -- blocks of 512 bytes, for SQLite's log
    -- One at a time, so that the round that does not fit has the end of the row before it.
    local words = { "sh", "-c", ("trap '' XFSZ; ulimit -f %d; exec \"$@\""):format(size), "sh",
      lualark, "call", NOTE, "--rows", rows, "--journal", journal, "--yes", "--format", "json",
      "--concurrency", "1" }
    local full = process.run(words, { env = sim:env() })
    assert.equal(6, full.status)
    assert.matches("cannot be written", full.err, 1, true)
    assert.matches("lualark: the journal [^\n]*count as perhaps done", full.err)
    local sent = sim:count(NOTE)
    assert.is_true(sent > 0 and sent < 60, sent)
    local found = outcomes(call("--concurrency", "5"))
    local count = {}
    for _, outcome in ipairs(found) do count[outcome] = (count[outcome] or 0) + 1 end
    assert.equal(60, (count["done before"] or 0) + (count.done or 0) + (count["perhaps done"] or 0))
    assert.equal(60, sim:count(NOTE))
  end)

  it("is perhaps done where the answer is too large to read", function()
    local kept = assert(lark.journal(journal))
    local client = sim:client { journal = kept, max_response_bytes = 2000 }
    local _, err = client.hire.note.create({ talent_id = TALENT, content = ("x"):rep(4000) },
      { row = 1 })
    assert.equal("limit", err.kind)
    client:close()
    assert.equal("perhaps done", kept:entries()[1].outcome)
    assert.is_nil(kept:fault())
    kept:close()
    assert.equal(1, sim:count(NOTE))
  end)

  it("is not sent twice by two processes at once", function()
    local lines = {}
    for i = 1, 200 do lines[i] = "text " .. i end
    write_rows(table.unpack(lines))
    local words = { lualark, "call", NOTE, "--rows", rows, "--journal", journal, "--yes",
      "--concurrency", "10", "--format", "json" }
    local one = process.start(words, { env = sim:env() })
    local two = process.start(words, { env = sim:env() })
    one.finish()
    two.finish()
    call()
    assert.equal(200, sim:count(NOTE))
  end)

  it("shows who changed what, when, and how it ended", function()
    write_rows "one"
    call()
    local before = os.time()
    local entry = entries()[1]
    assert.equal("1", entry.row)
    assert.equal("done", entry.outcome)
    assert.equal(NOTE, entry.endpoint)
    assert.matches("talent_id=" .. TALENT, entry.ids, 1, true)
    assert.matches(" id=%d+", entry.ids)
    assert.matches("^%x+$", entry.log_id)
    assert.is_true(math.abs(entry.sent_ms / 1000 - before) < 60)
    assert.equal((process.run({ "id", "-un" }).out:gsub("\n", "")), entry.user)
    local shown = process.run { lualark, "journal", journal }
    assert.matches("row  outcome  sent_ms", shown.out, 1, true)
    assert.equal(2, process.run({ lualark, "journal" }).status)
    assert.equal(1, process.run({ lualark, "journal", folder .. "/none" }).status)
  end)

  it("forgets with --max-age what it says of people, but not that it was done", function()
    write_rows "secret of a candidate"
    call()
    process.run { "sleep", "0.01" }
    local erased = entries("--max-age", "1ms")[1]
    assert.equal("done", erased.outcome)
    assert.equal("", erased.ids)
    assert.equal("", erased.user)
    assert.is_nil(files.read(journal):find("secret of a candidate", 1, true))
    assert.is_nil(files.read(journal):find(TALENT, 1, true))
    assert.same({ "done before" }, outcomes(call()))
    assert.equal(1, sim:count(NOTE))
  end)

  it("says why its entries cannot be read after the rows were sent", function()
    local why = setmetatable({ kind = "config" }, { __name = "lark.error",
      __tostring = function() return "the disk is gone" end })
    local broken = { entries = function() return nil, why end }
    local found, err = journals.by_row(broken, NOTE)
    assert.same({}, found)
    assert.equal(why, err)
    local goal = { schema = { name = NOTE, returns = {} }, journal_name = NOTE,
      on = function() return function() return { id = "1" } end end }
    local terminal = { now = os.time, is_terminal = function() return false end,
      place = function() return "other" end,
      with_interrupt = function(fn, ...) return fn(...) end }
    local said, say = {}, status.say
    function status.say(text) said[#said + 1] = tostring(text) end
    local code = bulk.run({ stats = function() return {} end }, goal, { output = "/dev/null" },
      { format = "json", journal = broken, work = { rows = { { params = {} } } } }, terminal)
    status.say = say
    assert.same({ "the disk is gone" }, said)
    assert.equal(3, code)
  end)

  it("does not go with recordings, and --retry not without it", function()
    write_rows "one"
    assert.equal(2, call("--record", folder .. "/r.db").status)
    assert.equal(2, sim:call(NOTE, "--rows", rows, "--yes", "--retry", "1").status)
    assert.equal(0, sim:count(NOTE))
  end)
end)
