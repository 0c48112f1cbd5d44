-- SPDX-License-Identifier: MIT

-- A recorded run that is killed at any moment, and started again until it is done.
local process = require "support.process"
local recording = require "support.recording"
local script = require "support.script"
local simulator = require "support.simulator"

local SEARCH = "hire.referral.search"
local IDS, AT_ONCE = 10000, 50

-- A report over many ids; the last of ten has no referral any more.
local REPORT = [[
  local lark = require "lark"
  local client = assert(lark.client { limits = false })
  local ids, n, at_once = {}, tonumber((...)), tonumber((select(2, ...)))
  for i = 1, n do ids[i] = i end
  local rows, errors = lark.map(ids, function(i)
    local page, err = client.hire.referral.search { talent_id = "6930815272790114324",
      start_time = tostring(i % 10 == 0 and i + 2000000000000 or i) }
    if not page then return nil, err end
    local first = page.items[1]
    return { id = i, count = #page.items, who = first and first.referral_user.name.zh_cn or "" }
  end, { concurrency = at_once })
  return rows, errors
]]

describe("lualark run --record, killed", function()
  local sim, scripts, file

  setup(function()
    sim = simulator.start("--limits", "off")
    scripts = script.new(sim)
    file = recording.new()
  end)
  teardown(function()
    sim:stop()
    scripts:remove()
    file:remove()
  end)

  -- Starts the report. The first line from the pipe is its process id, the second its
  -- status.
  local function start(out)
    local words = { "env", "-u", "LD_PRELOAD" }
    for name, value in pairs(sim:env()) do words[#words + 1] = name .. "=" .. value end
    table.move({ script.lualark, "run", "--record", file.path, "--format", "json", scripts.path,
      tostring(IDS), tostring(AT_ONCE) }, 1, 9, #words + 1, words)
    -- exec, so that the id is the command's own. What the shell says about its end is dropped.
    local line = "exec 3>&2 2>/dev/null; exec %s >%s 2>&3 & echo $!; wait $!; echo $?"
    local pipe = assert(io.popen(line:format(process.command(words), process.quote(out)), "r"))
    return pipe, assert(tonumber(pipe:read "l"))
  end

  local function is_running(pid)
    local found <close> = io.open(("/proc/%d/stat"):format(pid))
    return found ~= nil
  end

  -- Kills the run as soon as the simulator has seen so many searches; true if it ended by
  -- itself before that.
  local function kill_at(count, out)
    local pipe, pid = start(out)
    while is_running(pid) do
      if sim:count(SEARCH) >= count then
        os.execute(("kill -9 %d 2>/dev/null"):format(pid))
        break
      end
    end
    local status = pipe:read "l"
    pipe:close()
    assert(status == "0" or status == "137", "it ended with " .. tostring(status))
    return status == "0"
  end

  -- Standard error without the lines of progress, which only a slow machine shows.
  local function complaints(ended)
    return (ended.err:gsub("lualark: [%d,]+ of [%d,]+[^\n]*\n", ""))
  end

  it("loses and repeats only the calls under way", function()
    local whole = scripts:run(REPORT, { "--format", "json" }, { tostring(IDS), tostring(AT_ONCE) })
    assert.equal("", complaints(whole))
    assert.equal(IDS, select(2, whole.out:gsub('"count"', "")))
    sim:reset()

    math.randomseed(20240828)
    local out, kills, done = os.tmpname(), 0, false
    while not done do
      done = kill_at(sim:count(SEARCH) + math.random(1, 2500), out)
      if not done then
        kills = kills + 1
        assert(kills <= 50, "it makes no progress")
        for name, mode in pairs(file:modes()) do assert.equal("600", mode, name) end
      end
    end

    local result <close> = assert(io.open(out))
    assert.is_true(result:read "a" == whole.out, "the results differ")
    os.remove(out)
    assert.is_true(kills >= 3, kills .. " kills")
    local asked = sim:count(SEARCH)
    assert.is_true(asked <= IDS + kills * AT_ONCE, asked .. " requests, " .. kills .. " kills")
    assert.equal(IDS .. "|1", file:sql "SELECT count(*), max(occurrence) FROM answers")
    assert.equal("ok", file:sql "PRAGMA integrity_check")
  end)

  it("is replayed in the state that it was left in", function()
    local args = { tostring(IDS), tostring(AT_ONCE) }
    local whole = scripts:run(REPORT, { "--format", "json" }, args)
    file:remove()
    file = recording.new()
    sim:reset()
    local out = os.tmpname()
    assert.is_false(kill_at(1000, out))
    os.remove(out)
    assert.equal("600", file:modes()["calls.db-wal"])
    local ended = scripts:run(REPORT, { "--replay", file.path, "--format", "json" }, args)
    assert.equal(6, ended.status)
    assert.matches("not recorded", ended.err)
    assert.equal("", complaints(scripts:run(REPORT, { "--record", file.path }, args)))
    ended = scripts:run(REPORT, { "--replay", file.path, "--format", "json" }, args, {})
    assert.is_true(ended.out == whole.out and ended.status == 0)
  end)
end)
