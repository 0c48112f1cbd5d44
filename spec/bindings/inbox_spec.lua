-- SPDX-License-Identifier: MIT

-- lark.inbox: events in a file, from their arrival until they are handled.
local files = require "support.files"
local lark = require "lark"
local process = require "support.process"

local TYPE = "hire.application.stage_changed_v1"

local function event(id, application, more)
  local received = {
    kind = "event",
    header = { event_id = id, event_type = TYPE, create_time = 17, app_id = "cli_a",
      tenant_key = "t1" },
    event = { application_id = application, update_time = 9007199254740993 },
  }
  for name, value in pairs(more or {}) do received[name] = value end
  return received
end

describe("lark.inbox", function()
  local folder, path, handled, opened

  before_each(function()
    folder = files.folder()
    path = folder .. "/events.inbox"
    handled, opened = {}, {}
  end)
  after_each(function()
    lark.events.on(TYPE, nil)
    lark.events.on("*", nil)
    lark.events.on("app_ticket", nil)
    for _, inbox in ipairs(opened) do inbox:close() end
    files.remove(folder)
  end)

  local function open(options)
    local inbox = assert(lark.inbox(path, options))
    opened[#opened + 1] = inbox
    return inbox
  end

  local function note(_, header) handled[#handled + 1] = header.event_id end

  local function states(inbox, which)
    local found = {}
    for _, one in ipairs(assert(inbox:events(which))) do found[one.event_id] = one.state end
    return found
  end

  local function put(inbox, count, application)
    lark.run(function()
      lark.map(table.move({}, 1, 0, 1, (function()
        local ids = {}
        for i = 1, count do ids[i] = i end
        return ids
      end)()), function(i)
        return assert(inbox:put(event("e" .. i, application and application(i))))
      end, { concurrency = count })
    end)
  end

  it("keeps an event until it is handled, with its exact body", function()
    local inbox = open()
    assert.is_true(inbox:put(event("e1", "693")))
    inbox:close()
    inbox = open()
    local got
    lark.events.on(TYPE, function(body, header) got = { body, header } end)
    assert.is_true(inbox:run { until_empty = true })
    assert.same({ application_id = "693", update_time = 9007199254740993 }, got[1])
    assert.same({ event_id = "e1", event_type = TYPE, create_time = 17, app_id = "cli_a",
      tenant_key = "t1" }, got[2])
    assert.same({ e1 = "done" }, states(inbox))
  end)

  it("is a file of its owner's alone", function()
    open():put(event("e1", "693"))
    assert.equal("600\n", process.run({ "stat", "-c", "%a", path }).out)
    assert.equal("600\n", process.run({ "stat", "-c", "%a", path .. "-runs" }).out)
  end)

  it("takes an event once, also after it was handled", function()
    local inbox = open()
    lark.events.on(TYPE, note)
    assert.is_true(inbox:put(event("e1", "693")))
    assert.is_false(inbox:put(event("e1", "693")))
    inbox:run { until_empty = true }
    assert.is_false(inbox:put(event("e1", "693")))
    inbox:run { until_empty = true }
    assert.same({ "e1" }, handled)
  end)

  it("takes no challenge", function()
    assert.is_false(open():put { kind = "challenge", status = 200, answer = "{}" })
  end)

  it("deletes what was handled, and keeps its id", function()
    local inbox = open()
    lark.events.on(TYPE, note)
    inbox:put(event("e1", "a-secret-of-a-person"))
    inbox:run { until_empty = true }
    assert.is_nil(inbox:events({ body = true })[1].event)
    inbox:close()
    assert.is_nil(files.read(path):find("a-secret-of-a-person", 1, true))
    local kept = open { keep_body = true }
    kept:put(event("e2", "kept"))
    kept:run { until_empty = true }
    assert.equal("kept", kept:events({ event_id = "e2", body = true })[1].event.application_id)
  end)

  it("handles a failed event again, and sets it aside at last", function()
    local log = {}
    local inbox = open { attempts = 3, backoff = 0.001, log = function(entry)
      log[#log + 1] = entry
    end }
    lark.events.on(TYPE, function(_, header)
      note(_, header)
      if header.event_id == "e2" then error("no such stage", 0) end
    end)
    put(inbox, 3)
    inbox:run { until_empty = true }
    assert.same({ e1 = "done", e2 = "failed", e3 = "done" }, states(inbox))
    local count = 0
    for _, id in ipairs(handled) do count = count + (id == "e2" and 1 or 0) end
    assert.equal(3, count)
    assert.equal(3, #log)
    assert.same({ "again", "again", "failed" }, { log[1].outcome, log[2].outcome, log[3].outcome })
    assert.equal("e2", log[3].event_id)
    assert.equal("event e2 is set aside after 3 attempts: the handler of " .. TYPE
      .. " failed for event e2: no such stage (script)", log[3].msg)
    assert.equal(0.003, log[2].wait)
    local failed = inbox:events { failed = true, body = true }
    assert.equal(1, #failed)
    assert.matches("no such stage", failed[1].message, 1, true)
    assert.equal(9007199254740993, failed[1].event.update_time)
  end)

  it("handles what was set aside once more, or drops it", function()
    local inbox = open { attempts = 1 }
    local fails = true
    lark.events.on(TYPE, function(_, header)
      if fails then error "no" end
      note(_, header)
    end)
    put(inbox, 3)
    inbox:run { until_empty = true }
    assert.equal(3, #inbox:events { failed = true })
    fails = false
    assert.equal(1, inbox:drop { event_id = "e1" })
    assert.equal(1, inbox:replay { event_id = "e3" })
    assert.equal(1, inbox:replay())
    assert.equal(0, inbox:replay())
    inbox:run { until_empty = true }
    assert.same({ e1 = "dropped", e2 = "done", e3 = "done" }, states(inbox))
    assert.same({ "e2", "e3" }, handled)
  end)

  it("says which events nobody handles", function()
    local inbox = open()
    put(inbox, 1)
    inbox:run { until_empty = true }
    assert.same({ e1 = "no handler" }, states(inbox))
  end)

  it("handles events of a key in their order, and those of others meanwhile", function()
    local inbox = open { key = function(body) return body.application_id end }
    local at_once, most, last, running = {}, 0, {}, 0
    lark.events.on(TYPE, function(body, header)
      local key, number = body.application_id, tonumber(header.event_id:match "%d+")
      assert(not at_once[key], "two at once")
      assert((last[key] or 0) < number, "out of order")
      at_once[key], last[key], running = true, number, running + 1
      most = math.max(most, running)
      for _ = 1, 3 do lark.sleep(0) end
      at_once[key], running = nil, running - 1
      note(nil, header)
    end)
    put(inbox, 200, function(i) return tostring(i % 5) end)
    inbox:run { until_empty = true }
    assert.equal(200, #handled)
    assert.equal(5, most)
    assert.same({}, inbox:events { failed = true })
  end)

  it("lets a failed event hold back its key alone", function()
    local inbox = open { attempts = 2, backoff = 0.001 }
    lark.events.on(TYPE, function(_, header)
      note(nil, header)
      if header.event_id == "e1" then error "no" end
    end, { key = function(body) return body.application_id end })
    put(inbox, 4, function(i) return i <= 2 and "same" or "other" .. i end)
    inbox:run { until_empty = true }
    local order = table.concat(handled, " ")
    assert.matches("e1.*e1.*e2", order)
    assert.equal(5, #handled)
    assert.same({ e1 = "failed", e2 = "done", e3 = "done", e4 = "done" }, states(inbox))
  end)

  it("goes on where a key fails", function()
    local log = {}
    local inbox = open { key = function() error("no id", 0) end,
      log = function(entry) log[#log + 1] = entry.msg end }
    lark.events.on(TYPE, note)
    put(inbox, 1)
    inbox:run { until_empty = true }
    assert.same({ "e1" }, handled)
    assert.same({ "the key of event e1 failed: no id; it waits for no other event" }, log)
  end)

  it("handles as many at once as it is told", function()
    local inbox = open { parallel = 3 }
    local running, most = 0, 0
    lark.events.on(TYPE, function()
      running = running + 1
      most = math.max(most, running)
      lark.sleep(0)
      running = running - 1
    end)
    put(inbox, 30)
    inbox:run { until_empty = true }
    assert.equal(3, most)
  end)

  it("stops when it is told, and leaves the rest in the file", function()
    local inbox = open { parallel = 2 }
    lark.events.on(TYPE, function(_, header)
      if header.event_id == "e2" then inbox:stop() end
      lark.sleep(0)
      note(nil, header)
    end)
    put(inbox, 10)
    assert.is_true(inbox:run())
    assert.same({ "e1", "e2" }, handled)
    local found = states(inbox)
    assert.equal("done", found.e2)
    assert.equal("waiting", found.e3)
  end)

  it("gives a store app's ticket to its client", function()
    local client = assert(lark.client { app_id = "cli_a", app_secret = "s", app_type = "isv",
      tenant_key = "t" })
    local inbox = open { client = client }
    local ticket = { kind = "event", header = { event_id = "e1", event_type = "app_ticket" },
      event = { app_ticket = "ticket-1", type = "app_ticket" } }
    inbox:put(ticket)
    inbox:run { until_empty = true }
    assert.same({ e1 = "done" }, states(inbox))
    client:close()
  end)

  it("forgets what ended long ago, and erases what others say", function()
    local inbox = open { attempts = 1 }
    lark.events.on(TYPE, function(_, header) if header.event_id == "e2" then error "no" end end)
    put(inbox, 2, function(i) return "of-a-person" .. i end)
    inbox:run { until_empty = true }
    assert.equal(0, inbox:erase(3600))
    assert.is_true(inbox:erase(0) >= 0)
    process.run { "sleep", "0.02" }
    inbox:erase(0.01)
    assert.same({ e2 = "failed" }, states(inbox))
    assert.is_nil(inbox:events({ body = true })[1].event)
    assert.is_nil(files.read(path):find("of-a-person", 1, true))
    assert.equal(0, inbox:replay())
  end)

  it("refuses options that do not exist or make no sense", function()
    for options, wanted in pairs {
      [{ paralel = 3 }] = "there is no option paralel",
      [{ parallel = 0 }] = "parallel: from 1 to 10000",
      [{ attempts = 1.5 }] = "attempts: a integer, not a number",
      [{ key = "x" }] = "key: a function, not a string",
    } do
      local ok, err = pcall(lark.inbox, path, options)
      assert.is_false(ok)
      assert.matches(wanted, err, 1, true)
    end
  end)

  it("refuses a file of another kind, and one that is torn", function()
    files.write(path, "a text")
    local _, err = lark.inbox(path)
    assert.equal("config", err.kind)
    assert.matches("this is no inbox, but a file of another kind", err.msg, 1, true)
    assert.equal("a text", files.read(path))
    os.remove(path)
    local inbox = open()
    put(inbox, 200, function(i) return ("x"):rep(500) .. i end)
    inbox:close()
    local whole = files.read(path)
    files.write(path, whole:sub(1, 4096) .. ("\xff"):rep(#whole - 4096))
    _, err = lark.inbox(path)
    assert.equal("config", err.kind)
    assert.equal(#whole, #files.read(path))
    files.write(path, whole:sub(1, 100))
    _, err = lark.inbox(path)
    assert.equal("config", err.kind)
  end)

  it("takes no event that the disk has no room for, and goes on where it has", function()
    local script = folder .. "/full.lua"
    files.write(script, [[
      local lark = require "lark"
      local inbox = assert(lark.inbox((...)))
      local taken = 0
      for i = 1, 500 do
        local new, err = inbox:put { kind = "event",
          header = { event_id = "e" .. i, event_type = "t" }, event = { text = ("x"):rep(900) } }
        if new == nil then
          print(taken, err.kind, err)
          return
        end
        taken = taken + 1
      end
    ]])
    local words = { "sh", "-c", "trap '' XFSZ; ulimit -f 300; exec \"$@\"", "sh",
      process.interpreter() }
    table.move({ script, path }, 1, 2, #words + 1, words)
    local ended = process.run(words)
    local taken, kind = ended.out:match "^(%d+)\t(%a+)\t.*cannot be used"
    assert.equal("config", kind, ended.out .. ended.err)
    assert.is_true(tonumber(taken) > 0)
    local inbox = open()
    assert.equal(tonumber(taken), #inbox:events())
    lark.events.on("*", note)
    inbox:run { until_empty = true }
    assert.equal(tonumber(taken), #handled)
  end)

  it("keeps how a handler ended until the file can be written", function()
    local inbox = open { parallel = 4 }
    local other = open()
    lark.events.on(TYPE, note)
    put(inbox, 20)
    -- Another process that reads and writes meanwhile does not matter.
    assert.equal(20, #other:events())
    inbox:run { until_empty = true }
    assert.equal(20, #handled)
  end)
end)
