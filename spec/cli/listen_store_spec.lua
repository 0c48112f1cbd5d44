-- SPDX-License-Identifier: MIT

-- lualark listen on two machines, with inboxes of their own and one Redis server.
local files = require "support.files"
local lark = require "lark"
local listener = require "support.listener"
local process = require "support.process"
local redis = require "support.redis"

local has_microhttpd = process.run({ "pkg-config", "libmicrohttpd" }).status == 0
local PRINTS = [[
local lark = require "lark"
lark.events.on("*", function(_, header) print(header.event_id) io.flush() end)
]]

describe("lualark listen, with a store", function()
  local available, why = redis.available()
  if not has_microhttpd or not available then return pending(why or "no libmicrohttpd-dev") end
  local folders, running, server

  before_each(function()
    server = redis.start()
    folders, running = { files.folder(), files.folder() }, {}
  end)
  after_each(function()
    for i = 1, 2 do
      if running[i] then running[i].stop() end
      files.remove(folders[i])
    end
    server:stop()
  end)

  local function start(i, script)
    running[i] = listener.start(folders[i], script or PRINTS, { env = { LARK_STORE = server.url } })
    assert.is_truthy(running[i].url, running[i].said())
  end

  local function state(i, id)
    local inbox <close> = assert(lark.inbox(folders[i] .. "/handlers.inbox"))
    local found = inbox:events { event_id = id }[1]
    return found and found.state
  end

  local function ends(i, id, wanted)
    assert.is_truthy(listener.await(function() return state(i, id) == wanted or nil end),
      tostring(state(i, id)) .. running[i].said())
  end

  it("handles an event that came to both of them once", function()
    start(1)
    start(2)
    for n = 1, 20 do
      local first = n % 2 + 1
      assert.equal(200, (listener.post(running[first].url, listener.event("e" .. n))))
      ends(first, "e" .. n, "done")
      assert.equal(200, (listener.post(running[3 - first].url, listener.event("e" .. n))))
      ends(3 - first, "e" .. n, "duplicate")
    end
    local _, count = (running[1].printed() .. running[2].printed()):gsub("\n", "")
    assert.equal(20, count)
    local life = tonumber(server:say("TTL", "lark:event:e1").out)
    assert.is_true(life > 8 * 3600)
  end)

  it("keeps what it owns for itself across a crash", function()
    start(1)
    -- Owned, and then its machine was gone before the event was handled.
    running[1].stop()
    running[1] = nil
    local id
    do
      local inbox <close> = assert(lark.inbox(folders[1] .. "/handlers.inbox"))
      assert(inbox:put { kind = "event", header = { event_id = "e1", event_type = "t" },
        event = {} })
      local asked
      lark.events.on("t", function() error "killed" end)
      local owner <close> = assert(lark.inbox(folders[1] .. "/handlers.inbox", { attempts = 1000,
        backoff = 0, claim = function(_, own) asked = own return nil, "no answer" end }))
      local rounds = 0
      owner:run { stopping = function() rounds = rounds + 1 return rounds > 2 end }
      lark.events.on("t", nil)
      id = assert(asked)
    end
    server:say("SET", "lark:event:e1", id)
    start(2)
    assert.equal(200, (listener.post(running[2].url, listener.event("e1"))))
    ends(2, "e1", "duplicate")
    start(1)
    ends(1, "e1", "done")
  end)

  it("lets events wait while the server is away, and counts no attempt", function()
    start(1)
    server:kill()
    assert.equal(200, (listener.post(running[1].url, listener.event "e1")))
    assert.is_truthy(listener.await(function()
      return running[1].said():find("event e1 waits: it cannot be told", 1, true)
    end), running[1].said())
    assert.equal("waiting", state(1, "e1"))
    server:run()
    ends(1, "e1", "done")
  end)

  -- Notes each turn of the script's tasks, and each question, in the log.
  local TICKS = [[
    local lark = require "lark"
    lark.events.on("*", function(_, header) print(header.event_id) io.flush() end, {
      key = function(_, header) io.stderr:write("asks ", header.event_id, "\n") end })
    lark.spawn(function()
      while lark.sleep(0.01) do io.stderr:write "tick\n" end
    end)
  ]]

  it("lets other tasks run while the server hangs, and handles the event when it answers",
    function()
      start(1, TICKS)
      server.process.signal "STOP"
      assert.equal(200, (listener.post(running[1].url, listener.event "e1")))
      local between = listener.await(function()
        return running[1].said():match "asks e1\n(.-)[^\n]*event e1 waits: it cannot be told"
      end)
      assert.matches("^tick\ntick\n", between or running[1].said())
      assert.matches("waits: [^\n]*it does not answer", running[1].said())
      assert.equal("waiting", state(1, "e1"))
      server.process.signal "CONT"
      ends(1, "e1", "done")
      assert.equal("e1\n", running[1].printed())
      local inbox <close> = assert(lark.inbox(folders[1] .. "/handlers.inbox"))
      assert.equal(1, inbox:events()[1].tries)
    end)

  it("ends in the middle of a question, and asks it another time", function()
    start(1, TICKS)
    server.process.signal "STOP"
    assert.equal(200, (listener.post(running[1].url, listener.event "e1")))
    assert.is_truthy(listener.await(function() return running[1].said():find "asks e1" end))
    assert.equal(0, running[1].stop())
    running[1] = nil
    assert.equal("waiting", state(1, "e1"))
    server.process.signal "CONT"
    start(1)
    ends(1, "e1", "done")
  end)

  it("asks about many events at once", function()
    start(1)
    server.process.signal "STOP"
    for n = 1, 40 do
      assert.equal(200, (listener.post(running[1].url, listener.event("e" .. n))))
    end
    server.process.signal "CONT"
    for n = 1, 40 do ends(1, "e" .. n, "done") end
    local _, count = running[1].printed():gsub("\n", "")
    assert.equal(40, count)
  end)

  it("refuses to start with an address that is none", function()
    running[1] = listener.start(folders[1], PRINTS, { env = { LARK_STORE = "redis://" } })
    local code = running[1].finish()
    assert.equal(3, code, running[1].said())
    running[1] = nil
  end)
end)
