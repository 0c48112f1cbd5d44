-- SPDX-License-Identifier: MIT

-- client:listen against the simulator: what comes over a long connection, and what is answered.
local lark = require "lark"
local patience = require "support.patience"
local simulator = require "support.simulator"

-- Waits are short, so that tests are.
local QUICK = { ReconnectInterval = 0, ReconnectNonce = 0, PingInterval = 60 }

describe("client:listen", function()
  local sim, client, log, tasks

  -- Replaces how the connections behave.
  local function push(settings)
    settings.config = settings.config or QUICK
    return sim:push(settings)
  end

  local function send(id, event)
    sim:send { type = "hire.talent.deleted_v1", id = id, event = event or { talent_id = id } }
  end

  -- Waits, in a task, until something holds.
  local function await(holds)
    for _ = 1, 500 * patience do
      local value = holds()
      if value then return value end
      lark.sleep(0.02)
    end
    error("it did not come to that; the log: " .. table.concat(log, "\n"), 2)
  end

  -- Listens in a task of its own.
  local function listen(handler, options, with)
    local task = lark.spawn(function() return (with or client):listen(handler, options) end)
    tasks[#tasks + 1] = task
    return task
  end

  local function await_connections(count)
    return await(function()
      local now = sim:push()
      return now.opened >= count and now.open >= 1 and now
    end)
  end

  local function answers(count)
    return await(function()
      local now = sim:push().answers
      return #now >= count and now
    end)
  end

  local function logged(text)
    for _, line in ipairs(log) do
      if line:find(text, 1, true) then return line end
    end
    return nil
  end

  local function await_logged(text)
    return await(function() return logged(text) end)
  end

  -- Runs in tasks, and ends those that listen.
  local function run(fn)
    return function()
      lark.run(function()
        local ok, err = pcall(fn)
        for _, task in ipairs(tasks) do task:cancel() end
        if not ok then error(err, 0) end
      end)
    end
  end

  local function open(options, ...)
    sim = simulator.start("--limits", "off", ...)
    options = options or {}
    options.retries = options.retries or 0
    options.log = function(entry)
      log[#log + 1] = table.concat({ entry.endpoint, entry.kind or "", entry.note or "" }, ": ")
    end
    client = sim:client(options)
    push {}
  end

  before_each(function()
    log, tasks = {}, {}
    open()
  end)

  after_each(function()
    client:close()
    sim:stop()
  end)

  it("hands events to its handler, and answers each", run(function()
    local got = {}
    listen(function(received) got[#got + 1] = received end)
    await_connections(1)
    send "e1"
    send "e2"
    local two = answers(2)
    assert.equal(2, #got)
    assert.equal("event", got[1].kind)
    assert.same({ talent_id = "e1" }, got[1].event)
    local header = got[1].header
    assert.equal("integer", math.type(header.create_time))
    assert.same({ event_id = "e1", event_type = "hire.talent.deleted_v1", app_id = "cli_simulator",
      tenant_key = "tenant_one", create_time = header.create_time }, header)
    for i, answer in ipairs(two) do
      assert.equal(200, answer.code)
      assert.is_true(answer.has_required)
      assert.equal(1, answer.seq_id)
      assert.equal(7000000000000000001, answer.log_id)
      assert.equal("m" .. i .. "-e" .. i, answer.headers.message_id)
      assert.matches("^%d+$", answer.headers.biz_rt)
    end
  end))

  it("gets what calls change in the company", run(function()
    local got
    listen(function(received) got = received end)
    await_connections(1)
    local offer = sim:records("offers")[1]
    assert(client.hire.offer.offer_status { offer_id = offer.id, offer_status = 6 })
    await(function() return got end)
    assert.equal("hire.offer.status_changed_v1", got.header.event_type)
    assert.same({ offer_id = offer.id, offer_status = 6 }, got.event)
  end))

  it("asks for an event again where its handler fails, and says why", run(function()
    local failures = {}
    local denied = lark.error { kind = "permission", msg = "no scope" }
    local fates = {
      e1 = function() return nil, denied end,
      e2 = function() error("no room", 0) end,
      e3 = function() return false end,
      e4 = function() return nil end,
    }
    listen(function(received) return fates[received.header.event_id]() end,
      { on_error = function(err, received)
        failures[#failures + 1] = { err, received.header.event_id }
      end })
    await_connections(1)
    for i = 1, 4 do send("e" .. i) end
    local codes = {}
    for i, answer in ipairs(answers(4)) do codes[i] = answer.code end
    assert.same({ 500, 500, 200, 200 }, codes)
    assert.equal(denied, failures[1][1])
    assert.equal("e1", failures[1][2])
    assert.equal("the handler of hire.talent.deleted_v1 failed for event e2: no room (script)",
      tostring(failures[2][1]))
    assert.equal("no room", failures[2][1].cause)
    assert.equal(2, #failures)
  end))

  it("uses the handlers of lark.events without one of its own", run(function()
    local got
    lark.events.on("hire.talent.deleted_v1", function(event) got = event end)
    listen()
    await_connections(1)
    send "e1"
    assert.equal(200, answers(1)[1].code)
    lark.events.on("hire.talent.deleted_v1", nil)
    assert.same({ talent_id = "e1" }, got)
  end))

  it("lets a handler wait, while the connection goes on", run(function()
    push { config = { PingInterval = 1, ReconnectInterval = 0, ReconnectNonce = 0 } }
    listen(function() await(function() return sim:push().pings >= 3 end) end)
    await_connections(1)
    send "e1"
    assert.equal(200, answers(1)[1].code)
    assert.equal(1, sim:push().opened)
  end))

  it("joins parts in whatever order they come, and drops equal ones", run(function()
    push { parts = 5, backward = true, part_copies = 2 }
    local got = {}
    listen(function(received) got[#got + 1] = received.event end)
    await_connections(1)
    local text = ("招聘"):rep(100)
    send("e1", { text = text })
    answers(1)
    assert.same({ { text = text } }, got)
  end))

  it("hands out an event twice that is sent twice", run(function()
    push { copies = 2 }
    local ids = {}
    listen(function(received) ids[#ids + 1] = received.header.event_id end)
    await_connections(1)
    send "e1"
    assert.equal(200, answers(2)[2].code)
    assert.same({ "e1", "e1" }, ids)
  end))

  it("refuses parts whose numbers are wrong, by a line of the log", run(function()
    listen(function() end)
    await_connections(1)
    for _, case in ipairs {
      { { sum = "0" }, "its sum is not positive" },
      { { sum = "x" }, "its sum is not positive" },
      { { seq = "2", sum = "2" }, "its seq is outside" },
      { { seq = "-1", sum = "2" }, "its seq is outside" },
    } do
      push { headers = case[1] }
      send "e1"
      await_logged("a part of the event of message m" .. sim:push().events .. "-e1 is refused: "
        .. case[2])
    end
    push {}
    send "e2"
    assert.equal("m5-e2", answers(1)[1].headers.message_id)
  end))

  it("ignores what is no event, by a line of the log", run(function()
    push { headers = { type = "card" }, noise = true, websocket_ping = true }
    listen(function() end)
    await_connections(1)
    send "e1"
    await_logged 'a message of type "card" is ignored'
    assert.is_truthy(logged "a message of 4 bytes is no frame; it is ignored")
    push {}
    send "e2"
    assert.equal(1, #answers(1))
    assert.equal(1, sim:push().pongs)
    assert.equal(1, sim:push().opened)
  end))

  it("connects again when the connection ends, also in the middle of a frame", run(function()
    local ids = {}
    listen(function(received) ids[#ids + 1] = received.header.event_id end)
    await_connections(1)
    push { hang_up = true }
    await_connections(2)
    assert.is_truthy(logged "not connected: the platform closed the connection (1001)")
    push { cut = 20 }
    send "e1"
    await_logged "not connected: the connection ended"
    push {}
    await_connections(3)
    send "e2"
    answers(1)
    assert.same({ "e2" }, ids)
  end))

  it("answers nothing on another connection than the event came by", run(function()
    local ended
    listen(function()
      await(function() return ended end)
    end)
    await_connections(1)
    send "e1"
    await(function() return sim:push().events == 1 end)
    push { hang_up = true }
    await_connections(2)
    ended = true
    send "e2"
    local only = answers(1)
    assert.equal(1, #only)
    assert.equal("m2-e2", only[1].headers.message_id)
  end))

  it("notices within two pings that nobody answers them", run(function()
    push { silent = true, config = { PingInterval = 1, ReconnectInterval = 0,
      ReconnectNonce = 0 } }
    listen(function() end)
    await_connections(2)
    assert.is_truthy(logged "not connected: the platform does not answer pings")
    assert.is_true(sim:push().pings <= 3)
  end))

  it("takes new settings from a pong, and keeps those before where they are malformed",
    run(function()
      push { pong = "{", config = { PingInterval = 1, ReconnectInterval = 0, ReconnectNonce = 0 } }
      listen(function() end)
      await_logged "the settings in the platform's pong are malformed; those before stay"
      await(function() return sim:push().pings >= 2 end)
      push { pong = '{"PingInterval":60}' }
      local before = sim:push().pings
      await(function() return sim:push().pings > before end)
      -- Such a pong stops the pings, which came each second.
      local pings = sim:push().pings
      lark.sleep(1.5)
      assert.equal(pings, sim:push().pings)
    end))

  it("tries again where the platform is busy or a gateway fails", run(function()
    listen(function() end)
    for i, fault in ipairs {
      "code,code=1", "code,code=1000040343", "html", "internal-error", "json-cut", "reset-after",
    } do
      await_connections(i)
      sim:faults { fault .. ",endpoint=events.endpoint,times=2" }
      push { hang_up = true }
    end
    await_connections(7)
    assert.is_truthy(logged "the platform is busy")
    assert.is_truthy(logged "the platform has an internal error")
  end))

  it("gives up where trying again brings nothing, and says what to do", run(function()
    for _, case in ipairs {
      { 403, "permission", "choose to receive events through a long connection" },
      { 514, "auth", "Compare app_id and app_secret" },
      { 1000040344, "auth", "Compare app_id and app_secret" },
      { 1000040350, "limit", "An app may have 50" },
      { 99991, "api", "lualark explain" },
    } do
      sim:faults { "code,endpoint=events.endpoint,times=1,code=" .. case[1] }
      local listened, err = client:listen(function() end)
      assert.is_nil(listened)
      assert.equal(case[2], err.kind)
      assert.equal(case[1], err.code)
      assert.matches(case[3], err.hint, 1, true)
      assert.is_truthy(err.log_id)
    end
    assert.equal(0, sim:push().opened)
  end))

  it("reads why an upgrade was refused", run(function()
    push { handshake = { status = 514, code = 1000040350, times = 1 } }
    local _, err = client:listen(function() end)
    assert.equal("limit", err.kind)
    assert.equal(1000040350, err.code)
    push { handshake = { status = 403, times = 1 } }
    _, err = client:listen(function() end)
    assert.equal("permission", err.kind)
    assert.matches("long connection", err.msg)
    push { handshake = { status = 514, code = 7, times = 2 } }
    listen(function() end)
    await_connections(1)
    push { handshake = { status = 500, times = 2 }, hang_up = true }
    await_connections(2)
    assert.is_truthy(logged
      "the server did not open the long connection (HTTP 400: refused by a test)")
  end))

  it("ends after as many tries as the platform allows", run(function()
    local config = { ReconnectCount = 2, ReconnectInterval = 0, ReconnectNonce = 0 }
    push { handshake = { status = 500, times = 9 }, config = config }
    local listened, err = client:listen(function() end)
    assert.is_nil(listened)
    assert.equal("network", err.kind)
    assert.is_true(err.retryable)
    assert.equal(3, sim:push().refused)
    assert.is_truthy(logged "given up: the server did not open the long connection")
  end))

  it("says what the app has too many connections of", run(function()
    push { max = 1 }
    local other = sim:client()
    listen(function() end, nil, other)
    await_connections(1)
    local _, err = client:listen(function() end)
    assert.equal("limit", err.kind)
    assert.equal("the app has too many long connections", err.msg)
    other:close()
  end))

  it("refuses events beyond max_events, and those of more than max_bytes", run(function()
    local go
    listen(function() await(function() return go end) end, { max_events = 1, max_bytes = 600 })
    await_connections(1)
    send "e1"
    send "e2"
    assert.equal(500, answers(1)[1].code)
    assert.equal("m2-e2", sim:push().answers[1].headers.message_id)
    assert.is_truthy(logged "an event is refused: too many wait for an answer")
    go = true
    assert.equal(200, answers(2)[2].code)
    send("e3", { text = ("x"):rep(600) })
    assert.equal(500, answers(3)[3].code)
    -- One that no frame may be as long as ends the connection.
    send("e4", { text = ("x"):rep(100000) })
    await_connections(2)
    assert.is_truthy(logged "a message is malformed or too long")
  end))

  it("tells what happens to the connection", run(function()
    local told = {}
    listen(function() end, { on_note = function(note, kind) told[#told + 1] = { note, kind } end })
    await_connections(1)
    push { hang_up = true }
    await(function() return #told >= 3 end)
    assert.same({ "connected" }, told[1])
    assert.equal("network", told[2][2])
    assert.matches("^not connected: the platform closed the connection %(1001%); the next try",
      told[2][1])
    assert.same({ "connected" }, told[3])
  end))

  it("handles several events at once where it may, and waits for them at its end", run(function()
    local now, most = 0, 0
    local task = listen(function(received, listener)
      now = now + 1
      most = math.max(most, now)
      if received.header.event_id == "e4" then listener:stop() end
      await(function() return most == 2 end)
      lark.sleep(0.05)
      now = now - 1
    end, { parallel = 2 })
    await_connections(1)
    for i = 1, 4 do send("e" .. i) end
    assert.is_true(task:await())
    for _, answer in ipairs(answers(4)) do assert.equal(200, answer.code) end
    assert.equal(2, most)
    assert.equal(0, now)
  end))

  it("ends by its listener, after the answers", run(function()
    local task = listen(function(_, listener)
      listener:stop()
      lark.sleep(0.1)
    end)
    await_connections(1)
    send "e1"
    assert.is_true(task:await())
    assert.equal(200, answers(1)[1].code)
    await(function() return sim:push().open == 0 end)
    assert.equal(0, client:stats().pending)
  end))

  it("ends when its task is cancelled, and can begin anew", run(function()
    local begun = false
    local task = listen(function()
      begun = true
      lark.sleep(60)
    end)
    await_connections(1)
    send "e1"
    await(function() return begun end)
    task:cancel()
    local refused = answers(1)
    assert.equal(500, refused[1].code)
    await(function() return client:stats().pending == 0 end)
    assert.equal(0, sim:push().open)
    listen(function() end)
    await_connections(2)
    send "e2"
    assert.equal(200, answers(2)[2].code)
  end))

  it("ends when its client is closed", run(function()
    local task = listen(function() end)
    await_connections(1)
    client:close()
    local listened, err = task:await()
    assert.is_nil(listened)
    assert.equal("cancelled", err.kind)
    await(function() return sim:push().open == 0 end)
  end))

  it("runs until stopped, and in place, outside of lark.run", function()
    local got
    assert.is_true(client:listen(function(received, listener)
      got = received.header.event_id
      listener:stop()
    end, { on_note = function(note) if note == "connected" then send "e1" end end }))
    assert.equal("e1", got)
  end)

  it("listens once at a time for a client", run(function()
    listen(function() end)
    await_connections(1)
    local listened, err = client:listen(function() end)
    assert.is_nil(listened)
    assert.equal("limit", err.kind)
    assert.equal("the client listens already", err.msg)
  end))

  it("refuses clients that have no long connection", function()
    for _, case in ipairs {
      { { app_id = "cli_store", app_secret = "store-secret", app_type = "isv",
        tenant_key = "tenant_one" }, "store apps have no long connections" },
      { { tenant_access_token = "t-1", app_secret = false, app_id = false },
        "a long connection needs app_id and app_secret" },
    } do
      local options = { base_url = sim.url }
      for name, value in pairs(case[1]) do options[name] = value or nil end
      local other <close> = assert(lark.client(options))
      local listened, err = other:listen(function() end)
      assert.is_nil(listened)
      assert.equal("config", err.kind)
      assert.equal(case[2], err.msg)
      assert.is_truthy(err.hint)
    end
  end)

  it("contacts nobody for a client whose answers are prepared", function()
    local other <close> = lark.test.client {}
    local listened, err = other:listen(function() end)
    assert.is_nil(listened)
    assert.equal("config", err.kind)
    assert.equal("a client that only replays has no long connection", err.msg)
  end)

  it("says which argument is wrong", function()
    assert.has_error(function() client:listen "x" end,
      "client:listen: handler must be a function, not a string")
    assert.has_error(function() client:listen(nil, { on_error = 1 }) end,
      "client:listen: on_error must be a function, not a number")
    assert.has_error(function() client:listen(nil, { parallel = 0 }) end,
      "client:listen: parallel must be an integer from 1 to 1000")
    for _, case in ipairs {
      { { max_event = 1 }, "max_event" }, { { on_notes = print }, "on_notes" },
      { { max_events = 0 }, "max_events" },
      { { max_bytes = 1.5 }, "max_bytes" },
    } do
      local listened, err = client:listen(nil, case[1])
      assert.is_nil(listened)
      assert.equal("param", err.kind)
      assert.equal(case[2], err.parameter)
    end
  end)

  it("shows neither the secret nor a ticket", run(function()
    push { handshake = { status = 500, times = 1 } }
    listen(function() end)
    await_connections(1)
    push { hang_up = true }
    await_connections(2)
    local all = table.concat(log, "\n")
    assert.is_nil(all:find("ticket=", 1, true))
    assert.is_nil(all:find("wsticket", 1, true))
    assert.is_nil(all:find(simulator.app_secret, 1, true))
    assert.matches("events: : connected", all, 1, true)
  end))
end)
