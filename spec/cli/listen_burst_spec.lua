-- SPDX-License-Identifier: MIT

-- Bursts of events at lualark listen: all are answered, memory does not grow with them, and a
-- process that is killed meanwhile loses none.
local files = require "support.files"
local lark = require "lark"
local listener = require "support.listener"
local process = require "support.process"

local source = os.getenv "LARK_SOURCE"
local has_microhttpd = process.run({ "pkg-config", "libmicrohttpd" }).status == 0
local SEED = 20261129

-- Notes each event in a file, in one write.
local NOTES = [[
local lark = require "lark"
local log = assert(io.open((...), "a"))
log:setvbuf "no"
lark.events.on("*", function(event) log:write(("%d\n"):format(event.n)) end,
  { key = function(event) return event.key end })
]]

describe("lualark listen, in a burst", function()
  if not has_microhttpd then return pending "no libmicrohttpd-dev" end
  local folder, running
  before_each(function() folder = files.folder() end)
  after_each(function()
    if running then
      running.signal "KILL"
      running.finish()
    end
    files.remove(folder)
  end)

  local function start(port)
    running = listener.start(folder, NOTES, { args = { folder .. "/log" },
      words = { "--rate", "100000", "--attempts", "1000", "--port", tostring(port or 0) } })
    assert.is_truthy(running.url, running.said())
  end

  local function words(count, sends)
    return { "python3", source .. "/spec/support/burst.py", tostring(running.port),
      tostring(count), "200", listener.TOKEN, tostring(sends) }
  end

  -- How often each event was handled, once all have been.
  local function handled(count)
    local times
    assert.is_truthy(listener.await(function()
      local inbox <close> = assert(lark.inbox(folder .. "/handlers.inbox"))
      local done = 0
      for _, one in ipairs(inbox:events()) do done = done + (one.state == "done" and 1 or 0) end
      return done == count or nil
    end), running.said())
    times = {}
    for number in files.read(folder .. "/log"):gmatch "(%d+)\n" do
      times[number] = (times[number] or 0) + 1
    end
    return times
  end

  local function peak_kib()
    return tonumber(files.read(("/proc/%d/status"):format(running.pid)):match "VmHWM:%s*(%d+)")
  end

  it("answers and handles 10,000 events once, with the memory of 2,000", function()
    start()
    assert.equal("200=2000\n", process.run(words(2000, 1)).out)
    handled(2000)
    local before = peak_kib()
    -- The first 2,000 come again.
    assert.equal("200=10000\n", process.run(words(10000, 1)).out)
    local times = handled(10000)
    for i = 1, 10000 do assert.equal(1, times[tostring(i)]) end
    local grown = peak_kib() - before
    -- A sanitizer keeps what was freed.
    assert.is_true(grown < 4096 or os.getenv "LARK_CFLAGS" ~= nil, grown)
    assert.equal(0, running.stop())
    running = nil
  end)

  it("loses none where it is killed again and again", function()
    math.randomseed(SEED)
    start()
    local port, count, kills = running.port, 1500, 6
    local burst = process.start(words(count, 1000))
    for _ = 1, kills do
      local _, seen = files.read(folder .. "/log"):gsub("\n", "")
      local target = seen + math.random(20, 150)
      listener.await(function()
        local _, now = files.read(folder .. "/log"):gsub("\n", "")
        return now >= target or nil
      end)
      running.signal "KILL"
      running.finish()
      start(port)
    end
    burst.finish()
    local times = handled(count)
    local again = 0
    for i = 1, count do
      assert.is_true((times[tostring(i)] or 0) >= 1, "lost: " .. i)
      again = again + times[tostring(i)] - 1
    end
    -- Only those that were being handled then: 16 at once.
    assert.is_true(again <= kills * 16, again)
  end)
end)
