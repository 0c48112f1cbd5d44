-- SPDX-License-Identifier: MIT

-- lualark listen --webhook against attackers and bad luck.
local files = require "support.files"
local lark = require "lark"
local listener = require "support.listener"
local process = require "support.process"
local webhook = require "support.webhook"

local event, post, await = listener.event, listener.post, listener.await
local source = os.getenv "LARK_SOURCE"
local PRINTS = [[
local lark = require "lark"
lark.events.on("*", function(_, header) print(header.event_id) io.stdout:flush() end)
]]

describe("lualark listen, attacked,", function()
  if process.run({ "pkg-config", "libmicrohttpd" }).status ~= 0 then
    return pending "no libmicrohttpd-dev"
  end
  local folder, all
  before_each(function() folder, all = files.folder(), {} end)
  after_each(function()
    for _, one in ipairs(all) do
      one.signal "KILL"
      one.finish()
    end
    files.remove(folder)
  end)

  local function start(script, options)
    local running = listener.start(folder, script or PRINTS, options)
    all[#all + 1] = running
    assert.is_truthy(running.url, running.said())
    return running
  end

  local function states()
    local inbox <close> = assert(lark.inbox(folder .. "/handlers.inbox"))
    local found = {}
    for _, one in ipairs(assert(inbox:events())) do found[one.event_id] = one.state end
    return found
  end

  local function ends(running, id)
    assert.is_truthy(await(function() return states()[id] == "done" or nil end), running.said())
  end

  it("answers among 1,000 connections that send nothing more, and ends these", function()
    local running = start()
    local slow = process.start({ "python3", source .. "/spec/support/slow.py",
      tostring(running.port), "1000" })
    slow.await "all are open"
    for i = 1, 10 do assert.equal(200, (post(running.url, event("e" .. i)))) end
    -- It ends when the server has closed all of them.
    local ended = slow.finish()
    assert.equal("1000 closed\n", ended.out, ended.err)
    assert.equal(200, (post(running.url, event "e11")))
    ends(running, "e11")
  end)

  it("takes an event once that comes over many connections at once", function()
    local running = start()
    local body = folder .. "/body"
    files.write(body, event "e1")
    local sent = process.run { "curl", "-s", "-Z", "--parallel-immediate", "--parallel-max", "50",
      "-o", "/dev/null", "-w", "%{http_code}\n", "--data-binary", "@" .. body,
      running.url .. "?[1-50]" }
    local _, taken = sent.out:gsub("200\n", "")
    assert.equal(50, taken, sent.out .. sent.err)
    ends(running, "e1")
    assert.equal(200, (post(running.url, event "e2")))
    ends(running, "e2")
    assert.equal("e1\ne2\n", running.printed())
  end)

  it("takes a body of --max-body, and none of a byte more", function()
    local running = start(nil, { words = { "--max-body", "64K" } })
    local text = event("e1", '{"text":""}')
    local function of(bytes) return (text:gsub('"text":""', function()
      return '"text":"' .. ("x"):rep(bytes - #text) .. '"'
    end)) end
    assert.equal(200, (post(running.url, of(65536))))
    assert.equal(413, (post(running.url, of(65537), { "--expect100-timeout", "60",
      "-H", "Expect: 100-continue" })))
    ends(running, "e1")
  end)

  it("takes nothing of a body that ends too early", function()
    local running = start()
    local sent = process.run { "python3", source .. "/spec/support/slow.py",
      tostring(running.port), "cut", event "e1" }
    assert.equal("nothing\n", sent.out, sent.err)
    assert.equal(200, (post(running.url, event "e2")))
    ends(running, "e2")
    assert.is_nil(states().e1)
  end)

  it("refuses what was signed minutes ago or ahead, and says that clocks differ", function()
    local running = start(nil, { env = { LARK_ENCRYPT_KEY = webhook.KEY } })
    for _, skew in ipairs { -400, 400 } do
      local body = webhook.encrypted(event "e1")
      local curl = {}
      for name, value in pairs(webhook.headers(body, { sent = os.time() + skew })) do
        table.move({ "-H", name .. ": " .. value }, 1, 2, #curl + 1, curl)
      end
      assert.same({ 401, "{}" }, { post(running.url, body, curl) })
    end
    local _, lines = running.said():gsub("a request was refused: [^\n]*clock", "")
    assert.equal(2, lines, running.said())
  end)

  it("takes no events into a file that is gone or another", function()
    local running = start()
    assert.equal(200, (post(running.url, event "e1")))
    ends(running, "e1")
    assert(os.rename(running.inbox, running.inbox .. ".away"))
    assert.same({ 503, "{}" }, { post(running.url, event "e2") })
    assert.matches("cannot be written: the file was moved or deleted", running.said(), 1, true)
    assert(os.rename(running.inbox .. ".away", running.inbox))
    assert.equal(200, (post(running.url, event "e2")))
    ends(running, "e2")
  end)

  it("shares its inbox with another one", function()
    local one, two = start(), start()
    for i = 1, 40 do
      assert.equal(200, (post((i % 2 == 0 and one or two).url, event("e" .. i))))
    end
    for i = 1, 40 do ends(one, "e" .. i) end
    local _, count = one.printed():gsub("\n", "")
    assert.equal(40, count)
  end)

  describe("ends at once with a second signal, where a handler computes for ever,", function()
    local function spin()
      local running = start [[
        local lark = require "lark"
        lark.events.on("*", function() io.write "spins\n" io.flush() while true do end end)
      ]]
      assert.equal(200, (post(running.url, event "e1")))
      assert.is_truthy(await(function() return running.printed():find "spins" end))
      return running
    end

    local function ended(running)
      assert.is_true(running.finish() > 128)
      all = {}
      assert.equal("handling", states().e1)
    end

    it("that comes later", function()
      local running = spin()
      running.signal "TERM"
      running.signal "TERM"
      running.signal "INT"
      ended(running)
    end)

    it("that comes with the first", function()
      local running = spin()
      -- Signals that come to a stopped process are all there when it goes on.
      for _, signal in ipairs { "STOP", "TERM", "INT", "CONT" } do running.signal(signal) end
      ended(running)
    end)
  end)
end)
