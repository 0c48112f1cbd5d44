-- SPDX-License-Identifier: MIT

-- lualark listen --webhook: takes events as a server, and has a script handle them.
local files = require "support.files"
local lark = require "lark"
local listener = require "support.listener"
local process = require "support.process"
local webhook = require "support.webhook"

local lualark = os.getenv "LARK_BUILD" .. "/bin/lualark"
local has_microhttpd = process.run({ "pkg-config", "libmicrohttpd" }).status == 0
local event, post, await = listener.event, listener.post, listener.await

local PRINTS = [[
local lark = require "lark"
lark.events.on("*", function(event, header)
  print(header.event_id, event.application_id)
  io.stdout:flush()
end)
]]

describe("lualark listen", function()
  if not has_microhttpd then return pending "no libmicrohttpd-dev" end
  local folder, running
  before_each(function() folder = files.folder() end)
  after_each(function()
    if running then
      running.signal "KILL"
      running.finish()
      running = nil
    end
    files.remove(folder)
  end)

  local function start(script, options)
    running = listener.start(folder, script, options)
    assert.is_truthy(running.url, running.said())
    return running
  end

  local function stop()
    local ended = running.stop()
    running = nil
    return ended
  end

  local function states()
    local inbox <close> = assert(lark.inbox(folder .. "/handlers.inbox"))
    local found = {}
    for _, one in ipairs(inbox:events()) do found[one.event_id] = one.state end
    return found
  end

  it("answers, keeps and handles an event, and drops it when it comes again", function()
    start(PRINTS)
    assert.same({ 200, "{}" }, { post(running.url, event("e1", '{"application_id":"693"}')) })
    assert.same({ 200, "{}" }, { post(running.url, event("e1", '{"application_id":"693"}')) })
    assert.is_truthy(await(function() return running.printed():find "e1" end))
    assert.equal(0, stop())
    assert.equal("e1\t693\n", files.read(folder .. "/out"))
    assert.same({ e1 = "done" }, states())
  end)

  it("answers the check of its address", function()
    start(PRINTS)
    local status, text = post(running.url,
      '{"type":"url_verification","token":"t0ken","challenge":"abc"}')
    assert.equal(200, status)
    assert.equal("abc", lark.decode(text).challenge)
  end)

  it("opens what is sealed and signed, with keys from files or a profile", function()
    files.write(folder .. "/key", webhook.KEY .. "\n")
    process.run { "mkdir", "-p", folder .. "/lualark" }
    files.write(folder .. "/lualark/profiles.ini",
      ("[hire]\nencrypt_key = %s\nverification_token = %s\n"):format(webhook.KEY, webhook.TOKEN))
    process.run { "chmod", "600", folder .. "/lualark/profiles.ini" }
    local body = webhook.encrypted(webhook.event())
    local curl = {}
    for name, value in pairs(webhook.headers(body, { sent = os.time() })) do
      table.move({ "-H", name .. ": " .. value }, 1, 2, #curl + 1, curl)
    end
    for _, env in ipairs {
      { LARK_ENCRYPT_KEY_FILE = folder .. "/key", LARK_VERIFICATION_TOKEN = webhook.TOKEN },
      { LARK_PROFILE = "hire", XDG_CONFIG_HOME = folder, LARK_VERIFICATION_TOKEN = false },
    } do
      start(PRINTS, { env = env })
      assert.equal(200, (post(running.url, body, curl)))
      assert.equal(401, (post(running.url, body)))
      assert.equal(0, stop())
    end
  end)

  it("refuses to start without keys", function()
    local ended = process.run({ lualark, "listen", "--webhook", "--port", "0", "x.lua" }, {})
    assert.equal(1, ended.status)
    files.write(folder .. "/x.lua", "")
    ended = process.run({ lualark, "listen", "--webhook", "--port", "0", folder .. "/x.lua" },
      { env = { LARK_ENCRYPT_KEY = false, LARK_VERIFICATION_TOKEN = false } })
    assert.equal(3, ended.status)
    assert.matches("neither an Encrypt Key nor a Verification Token", ended.err, 1, true)
    ended = process.run { lualark, "listen", "--port", "0", folder .. "/x.lua" }
    assert.equal(2, ended.status)
    assert.matches("--port goes with --webhook", ended.err, 1, true)
    for _, words in ipairs { { "--port", "70000" }, { "--parallel", "0" }, { "--max-body", "x" },
      { "--certificate", "x" } } do
      ended = process.run { lualark, "listen", "--webhook", words[1], words[2], folder .. "/x.lua" }
      assert.equal(2, ended.status, ended.err)
    end
  end)

  it("refuses what is wrong, with an answer that tells nothing and a line that does", function()
    start(PRINTS, { env = { LARK_ENCRYPT_KEY = webhook.KEY }, words = { "--max-body", "64K" } })
    local sealed = webhook.encrypted(event("e1"))
    local bad = {
      { '{"schema"', 401 },
      { "", 401 },
      { event("e1"), 401 },                              -- not sealed
      { sealed, 401 },                                   -- not signed
      { sealed:sub(1, -20) .. '"}', 401 },               -- cut
      { ('{"encrypt":"%s"}'):format(webhook.base64(("x"):rep(48))), 401 },
      { webhook.encrypted("0123456789abcdef", { padded = false }), 401 },
      { webhook.encrypted(event("e1"), { key = "another" }), 401 },
      { ("x"):rep(10 * 1024 * 1024), 413 },
    }
    for i, one in ipairs(bad) do
      -- Before a long body curl asks whether it may send it, for a second otherwise: an answer
      -- in the middle of a body may be lost with the connection.
      local status, text = post(running.url, one[1], { "--expect100-timeout", "60" })
      assert.equal(one[2], status, i)
      assert.equal("{}", text)
    end
    local status, text = post(running.url, "", { "-X", "GET" })
    assert.same({ 405, "{}" }, { status, text })
    local said = running.said()
    local _, lines = said:gsub("\nlualark: a request was refused: ", "")
    assert.equal(#bad + 1, lines, said)
    assert.is_nil(said:find(webhook.KEY, 1, true))
    assert.is_nil(said:find("e1", 1, true))
    -- It is as well as before.
    local body = webhook.encrypted(event("e2", nil, nil, listener.TOKEN))
    local curl = {}
    for name, value in pairs(webhook.headers(body, { sent = os.time() })) do
      table.move({ "-H", name .. ": " .. value }, 1, 2, #curl + 1, curl)
    end
    assert.equal(200, (post(running.url, body, curl)))
    assert.is_truthy(await(function() return running.printed():find "e2" end))
    assert.equal(0, stop())
    assert.equal("done", states().e2)
  end)

  it("refuses an endless body, and a flood, in few lines", function()
    start(PRINTS, { words = { "--max-body", "64K", "--rate", "1" } })
    -- Chunked: nothing says how long it will be.
    local ended = process.run { "sh", "-c", ("head -c 20000000 /dev/zero | curl -s -m 20 "
      .. "-H 'Transfer-Encoding: chunked' -o /dev/null --data-binary @- %s"):format(running.url) }
    assert.is_true(ended.status ~= 0)
    local answers = process.run { "curl", "-s", "-m", "20", "-o", folder .. "/answers", "-w",
      "%{http_code}\\n", "--data", "{}", running.url .. "?[1-200]" }
    local _, count = answers.out:gsub("429\n", "")
    assert.is_true(count > 100, answers.out)
    local _, lines = running.said():gsub("\nlualark: a request was refused: ", "")
    assert.is_true(lines <= 40, lines)
    assert.equal(0, stop())
  end)

  it("ends connections whose requests take too long", function()
    start(PRINTS)
    -- A byte each half second, for ever.
    local slow = process.run({ "sh", "-c", ([[exec 3<>/dev/tcp/127.0.0.1/%d
      printf 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n' >&3
      trap '' PIPE
      while printf x >&3 2>/dev/null; do sleep 0.5; done; echo closed]]):format(running.port) },
      { seconds = 40 })
    if slow.err:find "tcp" then -- a shell without /dev/tcp
      slow = process.run({ "bash", "-c", ([[exec 3<>/dev/tcp/127.0.0.1/%d
        printf 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n' >&3
        trap '' PIPE
        while printf x >&3 2>/dev/null; do sleep 0.5; done; echo closed]]):format(running.port) },
        { seconds = 40 })
    end
    assert.equal("closed\n", slow.out, slow.err)
    assert.equal(200, (post(running.url, event "e1")))
    assert.equal(0, stop())
  end)

  it("answers while a handler computes for ever", function()
    start [[
      local lark = require "lark"
      lark.events.on("*", function() io.write "spins\n" io.flush() while true do end end)
    ]]
    assert.equal(200, (post(running.url, event "e1")))
    assert.is_truthy(await(function() return running.printed():find "spins" end))
    for i = 2, 20 do assert.equal(200, (post(running.url, event("e" .. i)))) end
    running.signal "KILL"
    running.finish()
    local found = states()
    assert.equal("handling", found.e1)
    for i = 2, 20 do assert.is_truthy(found["e" .. i]) end
    -- Another script handles them all.
    start(PRINTS)
    assert.is_truthy(await(function()
      local _, count = running.printed():gsub("\te?%d*\n?", "")
      return count >= 20 and running.printed():find "e20" or nil
    end), running.said())
    assert.equal(0, stop())
    for i = 1, 20 do assert.equal("done", states()["e" .. i]) end
  end)

  it("ends what runs, leaves the rest and takes no more when it is told to end", function()
    start([[
      local lark = require "lark"
      lark.events.on("*", function(_, header)
        print("begin", header.event_id) io.flush()
        while not io.open(arg[1]) do lark.sleep(0.01) end
        print("end", header.event_id) io.flush()
      end)
    ]], { words = { "--parallel", "1" }, args = { folder .. "/go" } })
    for i = 1, 5 do post(running.url, event("e" .. i)) end
    assert.is_truthy(await(function() return running.printed():find "begin" end))
    running.signal "TERM"
    assert.is_truthy(await(function() return running.said():find "ending: no more events" end))
    -- Nobody listens there any more, as soon as what was under way is answered.
    assert.is_truthy(await(function() return (post(running.url, event "e6")) == 0 or nil end))
    files.write(folder .. "/go", "")
    assert.equal(0, running.finish())
    running = nil
    assert.matches("^begin\te%d\nend\te%d\n$", files.read(folder .. "/out"))
    local counts = {}
    for id, state in pairs(states()) do
      if id ~= "e6" then counts[state] = (counts[state] or 0) + 1 end
    end
    assert.same({ done = 1, waiting = 4 }, counts)
  end)

  it("ends waits of handlers when they take longer than --grace", function()
    start([[
      local lark = require "lark"
      lark.events.on("*", function(_, header)
        print("begin") io.flush()
        return lark.sleep(1000)
      end)
    ]], { words = { "--grace", "200ms" } })
    post(running.url, event "e1")
    assert.is_truthy(await(function() return running.printed():find "begin" end))
    assert.equal(0, stop())
    assert.equal("waiting", states().e1)
  end)

  it("says that a handler failed, with the event's id and without its body", function()
    start([[
      local lark = require "lark"
      lark.events.on("*", function() error("no chat", 0) end)
    ]], { words = { "--attempts", "1" } })
    post(running.url, event("e1", '{"name":"a person"}'))
    assert.is_truthy(await(function() return running.said():find "set aside" end))
    assert.matches("event e1 is set aside after 1 attempts: [^\n]*no chat", running.said())
    assert.is_nil(running.said():find("a person", 1, true))
    assert.equal(0, stop())
    assert.same({ e1 = "failed" }, states())
  end)

  it("fails with the script's status, and takes no events then", function()
    local failed = listener.start(folder, 'error "no"')
    assert.equal(1, failed.finish())
    assert.matches("handlers.lua:1: no", failed.said(), 1, true)
  end)

  it("serves TLS with its own certificate", function()
    local made = process.run { "openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes",
      "-keyout", folder .. "/key.pem", "-out", folder .. "/cert.pem", "-days", "2", "-subj",
      "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1" }
    assert.equal(0, made.status, made.err)
    start(PRINTS, { words = { "--certificate", folder .. "/cert.pem", "--key-file",
      folder .. "/key.pem" } })
    assert.matches("^https:", running.url)
    assert.equal(200, (post(running.url, event "e1", { "--cacert", folder .. "/cert.pem" })))
    assert.equal(0, stop())
    files.write(folder .. "/cert.pem", "no certificate")
    local refused = listener.start(folder, PRINTS, { words = { "--certificate",
      folder .. "/cert.pem", "--key-file", folder .. "/key.pem" } })
    assert.equal(3, refused.finish())
    assert.matches("certificate", refused.said(), 1, true)
  end)

  it("says that a port is taken", function()
    start(PRINTS)
    local second = process.run({ lualark, "listen", "--webhook", "--port", tostring(running.port),
      "--inbox", folder .. "/second", folder .. "/handlers.lua" },
      { env = { LARK_VERIFICATION_TOKEN = "t" } })
    assert.equal(3, second.status)
    assert.matches("Address already in use", second.err, 1, true)
  end)

  it("gives tickets of a store app to the script's clients", function()
    start [[
      local lark = require "lark"
      local client = assert(lark.client { app_id = "cli_a", app_secret = "s", app_type = "isv",
        tenant_key = "t" })
    ]]
    post(running.url, '{"uuid":"u1","token":"t0ken","ts":"1502199207.7","type":"event_callback",'
      .. '"event":{"type":"app_ticket","app_id":"cli_a","app_ticket":"made-up"}}')
    assert.is_truthy(await(function() return states().u1 == "done" end))
    assert.equal(0, stop())
  end)
end)
