-- SPDX-License-Identifier: MIT

-- lualark recording, and what --max-age leaves of a recording and of a journal.
local files = require "support.files"
local lark = require "lark"
local process = require "support.process"
local recording = require "support.recording"
local script = require "support.script"
local simulator = require "support.simulator"

local SEARCH = "hire.referral.search"
local HOUR_MS = 3600000

-- Searches the referrals of the start times that it is given.
local READS = [[
  local client = assert(require "lark".client { limits = false })
  for _, start in ipairs { ... } do
    assert(client.hire.referral.search { talent_id = "6930815272790114324", start_time = start })
  end
]]

describe("lualark recording", function()
  local sim, scripts, file

  setup(function()
    sim = simulator.start("--limits", "off", "--token-ttl", "7000")
    scripts = script.new(sim)
  end)
  teardown(function()
    sim:stop()
    scripts:remove()
  end)
  before_each(function() file = recording.new() end)
  after_each(function() file:remove() end)

  local function record(...)
    local ended = scripts:run(READS, { "--record", file.path }, { ... })
    assert.equal("", ended.err)
  end
  local function show(...)
    return process.run({ script.lualark, "recording", file.path, ... }, { env = sim:env() })
  end
  local function rows(...)
    local ended = show("--format", "json", ...)
    assert.equal(0, ended.status, ended.err)
    return lark.decode(ended.out)
  end
  local function has(text)
    for _, ending in ipairs { "", "-wal" } do
      local found = io.open(file.path .. ending, "rb")
      if found and found:read "a":find(text, 1, true) then return true end
    end
    return false
  end

  it("lists the calls, oldest first", function()
    record("1", "2")
    local listed = rows()
    assert.equal(2, #listed)
    assert.equal("POST", listed[1].method)
    assert.equal("/open-apis/hire/v1/referrals/search", listed[1].path)
    assert.equal(200, listed[1].http_status)
    assert.is_true(listed[1].bytes > 100)
    assert.is_true(math.abs(listed[1].time_ms / 1000 - os.time()) < 600)
    assert.matches("/open%-apis/hire/v1/referrals/search", show().out)
  end)

  it("erases what is older than --max-age, and leaves no trace in the files", function()
    local many = {}
    for i = 1, 300 do many[i] = ("9%08d"):format(i) end
    record(table.unpack(many))
    file:age(2 * HOUR_MS)
    record("700000001")
    assert.is_true(has "900000300")
    local ended = show("--max-age", "1h", "--format", "json")
    assert.equal("lualark: answers erased: 300\n", ended.err)
    assert.equal(1, #lark.decode(ended.out))
    for i = 1, 300 do assert.is_false(has(many[i]), many[i]) end
    assert.is_true(has "700000001")
    local before = sim:count(SEARCH)
    record("700000001", many[1])
    assert.equal(before + 1, sim:count(SEARCH))
  end)

  it("says why where another program reads, and does the rest the next time", function()
    record("700000001", "700000002")
    file:age(2 * HOUR_MS)
    -- The reader says when it reads, and waits until its input ends.
    local ended = process.run({ "sh", "-c", [[
      mkfifo "$2/in" "$2/out"
      sqlite3 "$1" <"$2/in" >"$2/out" &
      exec 3>"$2/in" 4<"$2/out"
      echo "PRAGMA journal_mode = WAL; BEGIN; SELECT count(*) FROM answers;" >&3
      read mode <&4; read count <&4
      "$3" recording "$1" --max-age 1h
      echo "status $?"
      exec 3>&-
      wait
    ]], "sh", file.path, file.folder, script.lualark }, { env = sim:env() })
    assert.matches("not all could be erased: database is locked", ended.err)
    assert.matches("status 1", ended.out)
    assert.equal("lualark: answers erased: 0\n", show("--max-age", "1h", "--format", "json").err)
    assert.is_false(has "700000001")
  end)

  it("numbers equal calls anew, so that the next run finds those that are left", function()
    local twice = [[
      local client = assert(require "lark".client { retries = 0 })
      for i = 1, tonumber((...)) do
        assert(client:request { method = "POST", path = "/open-apis/hire/v1/referrals/search",
          body = { talent_id = "6930815272790114324" } })
      end
    ]]
    scripts:run(twice, { "--record", file.path }, { "1" })
    file:age(2 * HOUR_MS)
    scripts:run(twice, { "--record", file.path }, { "3" })
    assert.equal("1,2,3", file:sql "SELECT group_concat(occurrence) FROM answers")
    assert.equal("lualark: answers erased: 1\n", show("--max-age", "1h").err)
    assert.equal("1,2", file:sql "SELECT group_concat(occurrence) FROM answers")
    local ended = scripts:run(twice, { "--replay", file.path }, { "2" })
    assert.equal("", ended.err)
  end)

  it("says that a recording is redacted, and how", function()
    scripts:run(READS, { "--record", file.path, "--redact", "default,content" }, { "1" })
    assert.equal("lualark: it is redacted: default,content\n", show().err)
  end)

  it("refuses what is no recording, and wrong usage", function()
    assert.equal(1, show().status)
    assert.matches("there is no such file", show().err)
    assert.same({}, file:modes())
    files.write(file.path, "no recording")
    assert.matches("this is no recording", show("--max-age", "1h").err)
    assert.equal("no recording", files.read(file.path))
    assert.equal(2, show("--max-age", "soon").status)
    assert.equal(2, show("another").status)
  end)
end)

describe("lualark journal --max-age", function()
  it("leaves no trace of the answers in the files", function()
    local sim = simulator.start("--limits", "off")
    local folder = recording.new()
    local path, rows = folder.folder .. "/changes.db", folder.folder .. "/notes.csv"
    local lines = { "talent_id,content" }
    for i = 1, 200 do lines[#lines + 1] = ("6930815272790114324,Remark%05d"):format(i) end
    files.write(rows, table.concat(lines, "\n"))
    local ended = process.run({ script.lualark, "call", "hire.note.create", "--rows", rows,
      "--yes", "--quiet", "--journal", path, "--output", folder.folder .. "/done.csv" },
      { env = sim:env() })
    assert.equal(0, ended.status, ended.err)
    local function count()
      local text = files.read(path)
      local log = io.open(path .. "-wal", "rb")
      return select(2, (text .. (log and log:read "a" or "")):gsub("Remark%d%d%d%d%d", ""))
    end
    assert.is_true(count() >= 200)
    ended = process.run { script.lualark, "journal", path, "--max-age", "1ms", "--format", "json" }
    assert.equal(0, ended.status, ended.err)
    assert.equal(200, #lark.decode(ended.out))
    assert.equal(0, count())
    sim:stop()
    folder:remove()
  end)
end)
