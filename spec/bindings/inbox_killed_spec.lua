-- SPDX-License-Identifier: MIT

-- Two processes handle 1,500 events of one inbox and are killed at any moment, again and again.
-- Each event is handled in the end; none whose handling had ended is handled again; those of a
-- key keep their order.
local files = require "support.files"
local lark = require "lark"
local patience = require "support.patience"
local process = require "support.process"

local EVENTS, KEYS, KILLS, PARALLEL, SEED = 1500, 9, 25, 4, 20261129

-- Each handler notes when it begins and ends, in one write.
local WORKER = [[
  local lark = require "lark"
  local path, log, parallel = ...
  local inbox = assert(lark.inbox(path, { attempts = 1000, parallel = tonumber(parallel),
    key = function(event) return event.key end }))
  local function note(what, event)
    local file <close> = assert(io.open(log, "a"))
    file:setvbuf "full"
    file:write(what, " ", event.key, " ", event.number, "\n")
  end
  lark.events.on("*", function(event)
    note("begin", event)
    lark.sleep(0.01)
    note("end", event)
  end)
  assert(inbox:run { until_empty = true })
  inbox:close()
]]

describe("lark.inbox, killed", function()
  local folder, path, log, script

  setup(function()
    folder = files.folder()
    path, log, script = folder .. "/inbox", folder .. "/log", folder .. "/worker.lua"
    files.write(script, WORKER)
    files.write(log, "")
    local inbox = assert(lark.inbox(path))
    lark.run(function()
      local tasks = {}
      for i = 1, EVENTS do
        tasks[i] = lark.spawn(function()
          return inbox:put {
            kind = "event", header = { event_id = "e" .. i, event_type = "t" },
            event = { key = i % KEYS, number = i },
          }
        end)
      end
      for _, task in ipairs(tasks) do assert.is_true(task:await()) end
    end)
    inbox:close()
  end)
  teardown(function() files.remove(folder) end)

  local function command()
    local words = { process.interpreter() }
    table.move({ script, path, log, tostring(PARALLEL) }, 1, 4, #words + 1, words)
    return words
  end

  local function start()
    return process.start(command())
  end

  local function lines()
    local found = {}
    for what, key, number in files.read(log):gmatch "(%a+) (%d+) (%d+)\n" do
      found[#found + 1] = { what = what, key = key, number = tonumber(number) }
    end
    return found
  end

  local function is_running(pid)
    local found <close> = io.open(("/proc/%d/stat"):format(pid))
    local state = found and found:read("a"):match "%) (%a)"
    return state ~= nil and state ~= "Z"
  end

  local function done_numbers()
    local inbox <close> = assert(lark.inbox(path))
    local found = {}
    for _, event in ipairs(assert(inbox:events())) do
      if event.state == "done" then found[tonumber(event.event_id:sub(2))] = true end
    end
    return found
  end

  it("loses nothing, and handles nothing twice that had ended", function()
    math.randomseed(SEED)
    local workers = { start(), start() }
    local killed = 0
    local function any() return is_running(workers[1].pid) or is_running(workers[2].pid) end
    while killed < KILLS do
      local target = #lines() + math.random(1, 24)
      local which = math.random(1, 2)
      while #lines() < target and any() do process.run { "sleep", "0.002" } end
      if not is_running(workers[which].pid) then break end
      workers[which].signal "KILL"
      killed = killed + 1
      workers[which].finish()
      -- What has ended now is begun no more: what the other process begins and ends between
      -- these two lines counts for neither.
      local done = done_numbers()
      local before = #lines()
      workers[which] = start()
      workers[which].checks = { before = before, done = done }
    end
    for _, worker in ipairs(workers) do worker.finish() end
    assert(process.run(command()).status == 0)
    assert.is_true(killed >= 10 // patience, killed)

    local all = lines()
    for _, worker in ipairs(workers) do
      local checks = worker.checks or { before = 0, done = {} }
      for i = checks.before + 1, #all do
        assert.is_false(all[i].what == "begin" and checks.done[all[i].number] == true)
      end
    end
    local begun, last = {}, {}
    for _, line in ipairs(all) do
      if line.what == "begin" then
        begun[line.number] = (begun[line.number] or 0) + 1
        assert.is_true(line.number >= (last[line.key] or 0), "out of order")
        last[line.key] = line.number
      end
    end
    local again = 0
    for i = 1, EVENTS do
      assert.is_true((begun[i] or 0) >= 1, "lost: " .. i)
      again = again + begun[i] - 1
    end
    -- Only those that were being handled when their process was killed.
    assert.is_true(again <= killed * PARALLEL, again)
    local done = done_numbers()
    for i = 1, EVENTS do assert.is_true(done[i]) end
  end)
end)
