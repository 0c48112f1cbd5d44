-- SPDX-License-Identifier: MIT

-- lualark listen and its disk: an event is on it before it is answered; what the disk does not
-- take is refused, and how handlers ended is written when it does again.
local files = require "support.files"
local lark = require "lark"
local listener = require "support.listener"
local process = require "support.process"
local simulator = require "support.simulator"

local event, post, await = listener.event, listener.post, listener.await
local has_microhttpd = process.run({ "pkg-config", "libmicrohttpd" }).status == 0
local PRINTS = [[
local lark = require "lark"
lark.events.on("*", function(_, header) print(header.event_id) io.stdout:flush() end)
]]

describe("lualark listen and its disk:", function()
  local folder, library, running
  setup(function()
    library = files.folder() .. "/disk.so"
    local made = process.run { "cc", "-shared", "-fPIC", "-O1", "-o", library,
      os.getenv "LARK_SOURCE" .. "/spec/support/disk.c", "-ldl" }
    assert.equal(0, made.status, made.err)
  end)
  teardown(function() files.remove((library:gsub("/[^/]*$", ""))) end)
  before_each(function() folder = files.folder() end)
  after_each(function()
    if running then running.stop() end
    running = nil
    files.remove(folder)
  end)

  -- Starts it with the library that watches its disk.
  local function start(script, options)
    options = options or {}
    local env = {
      LD_PRELOAD = library, DISK_NOTES = folder .. "/notes", DISK_FAILS = folder .. "/fails",
      DISK_FULL = folder .. "/full",
      ASAN_OPTIONS = (os.getenv "ASAN_OPTIONS" or "") .. ":verify_asan_link_order=0",
    }
    for name, value in pairs(options.env or {}) do env[name] = value end
    files.write(folder .. "/notes", "")
    running = listener.start(folder, script,
      { env = env, limit = options.limit, connection = options.connection })
  end

  local function states()
    local inbox <close> = assert(lark.inbox(folder .. "/handlers.inbox"))
    local found = {}
    for _, one in ipairs(assert(inbox:events())) do found[one.event_id] = one.state end
    return found
  end

  local function ends(id, wanted)
    assert.is_truthy(await(function() return states()[id] == wanted or nil end), running.said())
  end

  -- Notes of the thread that answers, up to its first answer after `before` bytes of notes.
  local function deeds(before)
    local notes = files.read(folder .. "/notes"):sub(before + 1)
    local up_to, thread = notes:match "^(.-answered (%d+))\n"
    local found = {}
    for what, by in (up_to or ""):gmatch "(%a+) (%d+)" do
      if by == thread and what ~= found[#found] then found[#found + 1] = what end
    end
    return table.concat(found, " ")
  end

  describe("a server", function()
    if not has_microhttpd then return pending "no libmicrohttpd-dev" end

    it("has an event on the disk before it answers", function()
      start(PRINTS)
      for i = 1, 5 do
        local before = #files.read(folder .. "/notes")
        assert.equal(200, (post(running.url, event("e" .. i))))
        assert.matches("wrote synced answered$", deeds(before))
      end
    end)

    it("refuses an event that cannot be synced, and takes it later", function()
      start(PRINTS)
      files.write(folder .. "/fails", "")
      local before = #files.read(folder .. "/notes")
      assert.same({ 503, "{}" }, { post(running.url, event "e1") })
      assert.equal("wrote failed answered", deeds(before))
      assert.matches("the inbox [^\n]* cannot be written: ", running.said())
      os.remove(folder .. "/fails")
      assert.equal(200, (post(running.url, event "e1")))
      ends("e1", "done")
      assert.equal("e1\n", running.printed())
    end)

    it("loses no event that it answered when it is killed", function()
      start(PRINTS)
      for i = 1, 10 do assert.equal(200, (post(running.url, event("e" .. i)))) end
      running.signal "KILL"
      running.finish()
      running = nil
      local found = states()
      for i = 1, 10 do assert.is_truthy(found["e" .. i]) end
    end)

    -- Its handlers end when there is a file.
    local WAITS = [[
      local lark = require "lark"
      lark.events.on("*", function(_, header)
        print("begin", header.event_id) io.stdout:flush()
        while not io.open "%s/go" do lark.sleep(0.01) end
        print("end", header.event_id) io.stdout:flush()
      end)
    ]]

    -- How the handler of e1 ended, whose end could not be written at first: it ran once, and
    -- so did that of e3, which came later.
    local function ends_once()
      ends("e1", "done")
      ends("e3", "done")
      local printed = running.printed()
      for _, id in ipairs { "e1", "e3" } do
        for _, what in ipairs { "begin", "end" } do
          local _, count = printed:gsub(what .. "\t" .. id .. "\n", "")
          assert.equal(1, count, printed)
        end
      end
      assert.is_nil(running.said():find("attempt", 1, true))
      local inbox <close> = assert(lark.inbox(folder .. "/handlers.inbox"))
      for _, one in ipairs(inbox:events()) do assert.equal(1, one.tries) end
    end

    local function begins()
      start(WAITS:format(folder))
      assert.equal(200, (post(running.url, event "e1")))
      assert.is_truthy(await(function() return running.printed():find "begin\te1" end))
    end

    -- The handler of e1 ends, and that cannot be written.
    local function ends_in_vain(why)
      files.write(folder .. "/go", "")
      assert.is_truthy(await(function()
        return running.said():match("the inbox [^\n]* cannot be used: [^\n]*" .. why)
      end), running.said())
      assert.matches("end\te1", running.printed())
      assert.equal("handling", states().e1)
    end

    it("answers 503 while the disk is full, and writes later how a handler ended", function()
      begins()
      files.write(folder .. "/full", "")
      for _ = 1, 3 do assert.same({ 503, "{}" }, { post(running.url, event "e2") }) end
      assert.matches("the inbox [^\n]* cannot be written: [^\n]*full", running.said())
      ends_in_vain "full"
      assert.is_nil(states().e2)
      os.remove(folder .. "/full")
      assert.equal(200, (post(running.url, event "e3")))
      ends_once()
    end)

    it("answers 503 while another program locks the inbox, and goes on later", function()
      begins()
      local lock = assert(io.popen(process.command { "sqlite3", running.inbox } .. " >"
        .. process.quote(folder .. "/locked"), "w"))
      finally(function() lock:close() end)
      lock:write "BEGIN IMMEDIATE;\n.print locked\n"
      lock:flush()
      assert.is_truthy(await(function()
        return (files.read(folder .. "/locked") or ""):find "locked"
      end))
      assert.same({ 503, "{}" }, { post(running.url, event "e2") })
      assert.matches("the inbox [^\n]* cannot be written: [^\n]*locked", running.said())
      ends_in_vain "locked"
      lock:write "ROLLBACK;\n"
      lock:flush()
      assert.equal(200, (post(running.url, event "e3")))
      ends_once()
    end)
  end)

  it("a long connection has an event on the disk before it answers", function()
    local sim = simulator.start("--limits", "off")
    finally(function() sim:stop() end)
    sim:push { config = { ReconnectInterval = 0, ReconnectNonce = 0, PingInterval = 60 } }
    start(PRINTS, { connection = true, env = sim:env() })
    assert.is_truthy(await(function() return running.said():find "connected" end), running.said())
    local function send(id)
      sim:send { type = "hire.talent.deleted_v1", id = id, event = { talent_id = id } }
    end
    local function answer(number)
      return await(function()
        local answers = sim:push().answers
        return #answers == number and answers[number].code
      end)
    end
    files.write(folder .. "/fails", "")
    local before = #files.read(folder .. "/notes")
    send "e1"
    assert.equal(500, answer(1))
    assert.equal("wrote failed answered", deeds(before))
    os.remove(folder .. "/fails")
    before = #files.read(folder .. "/notes")
    send "e2"
    assert.equal(200, answer(2))
    assert.matches("wrote synced.* answered$", deeds(before))
    ends("e2", "done")
  end)
end)
