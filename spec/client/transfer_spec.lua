-- SPDX-License-Identifier: MIT

-- Connections that break, stall or drip. The simulator counts whether a POST reached it
-- twice.
local faults = require "support.faults"
local files = require "support.files"
local lark = require "lark"
local simulator = require "support.simulator"

local LOST = "the connection was lost after the request was sent"

describe("a connection", function()
  local sim, token, right

  setup(function()
    sim = simulator.start("--limits", "off")
    local client <close> = sim:client()
    right = lark.encode(assert(faults.read(client)))
    token = faults.token(sim)
  end)
  teardown(function() sim:stop() end)

  -- The call uses the connection of the token call; or, with a token at hand, a new one.
  local KEPT, NEW = "kept", "new"
  local function see(armed, call, connection, options)
    local all = { tenant_access_token = connection == NEW and token or nil }
    for name, value in pairs(options or {}) do all[name] = value end
    return faults.see(sim, { armed .. ",endpoint=hire.*" }, call, all)
  end

  local function right_after(seen, ...)
    assert.is_nil(seen.err)
    assert.equal(right, lark.encode(seen.data))
    assert.same({ ... }, seen.log)
  end

  local function failed(seen, kind, attempts, retryable)
    local err = assert(seen.err, "it succeeded")
    assert.is_nil(seen.data)
    assert.same({ kind, attempts, retryable }, { err.kind, err.attempts, err.retryable })
    assert.is_nil(err.code)
    return err
  end

  -- No byte of an answer comes; `sent` counts what arrived at the simulator.
  for _, case in ipairs {
    { "reset-before", sent = 0, unread = 1 }, { "reset-after", sent = 1, unread = 0 },
    { "close-before", sent = 0, unread = 1 }, { "close-after", sent = 1, unread = 0 },
  } do
    local kind = case[1]

    it("breaks, " .. kind .. ": a POST is sent once, and the error says so", function()
      for _, connection in ipairs { NEW, KEPT } do
        local seen = see(kind, faults.write, connection, { retries = 3 })
        local err = failed(seen, "network", 1, false)
        assert.matches("may have been done", err.hint)
        -- libcurl would have sent it again over a kept connection.
        assert.same({ case.sent, case.unread }, { seen.sent, seen.unread })
        if connection == KEPT then assert.equal(LOST, err.msg) end
      end
    end)

    it("breaks, " .. kind .. ": a repeatable call is retried and succeeds", function()
      local seen = see(kind, faults.read, NEW)
      right_after(seen, "1 repeat", "2 done")
      assert.equal("network", seen.entries[1].kind)
      assert.same({ case.sent + 1, case.unread }, { seen.sent, seen.unread })
      -- libcurl would resend it unseen; here it is an ordinary attempt, at once.
      seen = see(kind, faults.read, KEPT, { retries = 0 })
      right_after(seen, "1 repeat", "2 done")
      assert.is_true(seen.entries[2].wait_ms < 100)
      assert.same({ case.sent + 1, case.unread }, { seen.sent, seen.unread })
    end)
  end

  it("that always breaks ends the retries", function()
    local seen = see("reset-after,times=9", faults.read, NEW, { retries = 2 })
    failed(seen, "network", 3, true)
    assert.same({ "1 repeat", "2 repeat", "3 failed" }, seen.log)
    assert.equal(3, seen.sent)
  end)

  -- Half of an answer comes.
  for _, case in ipairs {
    { "reset-body", "network" }, { "truncated", "network" }, { "chunked-cut", "network" },
    { "stall-body", "timeout" }, { "stall-headers", "timeout", no_status = true },
  } do
    local kind, error_kind = case[1], case[2]
    local options = { timeout = error_kind == "timeout" and 0.15 or nil }

    it("breaks, " .. kind .. ": a POST is sent once, and the error says so", function()
      local seen = see(kind, faults.write, KEPT, options)
      local err = failed(seen, error_kind, 1, false)
      assert.matches("may have been done", err.hint)
      assert.equal(not case.no_status and 200 or nil, err.http_status)
      assert.equal(1, seen.sent)
    end)

    it("breaks, " .. kind .. ": a repeatable call is retried and succeeds", function()
      local seen = see(kind, faults.read, KEPT, options)
      right_after(seen, "1 repeat", "2 done")
      assert.equal(error_kind, seen.entries[1].kind)
      assert.equal(2, seen.sent)
    end)
  end

  it("that dies between calls loses no call, and sends no POST twice", function()
    faults.arm(sim, "close-idle,times=100")
    local client <close> = faults.watched(sim)
    for _ = 1, 10 do assert.equal(right, lark.encode(faults.read(client))) end
    faults.arm(sim, "close-idle,times=100")
    local done = 0
    for _ = 1, 20 do
      local data, err = faults.write(client)
      -- The connection may have died while the POST was on its way.
      if data then done = done + 1 else assert.equal(LOST, err.msg) end
    end
    assert.equal(done, faults.counted(sim).sent)
    assert.is_true(done > 0)
  end)

  -- libcurl counts its resends for as long as a handle lives: the sixth would fail.
  it("that dies many times costs a call no retry", function()
    faults.arm(sim, "close-idle,times=100000")
    local client <close>, log = faults.watched(sim, { retries = 0 })
    local lost = 0
    for _ = 1, 5000 do
      local seen = #log
      assert.equal(right, lark.encode(assert(faults.read(client))))
      if log[seen + 1] == "1 repeat" then lost = lost + 1 end
      if lost == 8 then break end
    end
    assert.equal(8, lost)
  end)

  -- The server may close another one with a POST unread: nothing tells that from one done.
  it("that died is followed by new ones for each POST", function()
    faults.arm(sim, "close-after,times=1,endpoint=hire.*")
    local client <close> = faults.watched(sim)
    local _, err = faults.write(client)
    assert.equal(LOST, err.msg)
    faults.arm(sim, "close-idle,times=100000")
    for _ = 1, 200 do assert(faults.write(client)) end
    assert.equal(200, faults.counted(sim).sent)
  end)

  it("that cannot be made is tried again, for a POST, too", function()
    local seen = see("refuse,ms=200,times=1", function(reader)
      assert(faults.read(reader)) -- answered still; the port is closed from here on
      local once <close> = faults.watched(sim, { tenant_access_token = token, retries = 0 })
      local none, err = faults.write(once)
      failed({ data = none, err = err }, "network", 1, true)
      assert.matches("base_url", err.hint)
      assert.is_nil(err.http_status)

      local writer <close>, log = faults.watched(sim, { tenant_access_token = token, retries = 5 })
      assert(faults.write(writer))
      assert.equal("1 repeat", log[1])
      assert.equal(#log .. " done", log[#log])
    end, KEPT)
    assert.equal(2, seen.sent)
  end)

  it("that stalls ends after idle_timeout, but a slow one does not", function()
    -- Pieces at intervals of 0.05 s, for more than a second; then none at all.
    faults.arm(sim, { kind = "slow", ms = 50, bytes = 24, endpoint = faults.SEARCH },
      { kind = "stall-headers", endpoint = faults.ACCOUNT })
    local client <close>, _, entries = faults.watched(sim,
      { idle_timeout = 1, timeout = 8, retries = 0 })
    lark.run(function()
      local stalled = lark.spawn(function() return faults.read(client) end)
      assert(faults.write(client))
      assert.is_true(entries[#entries].duration_ms > 1000)
      local data, err = stalled:await()
      local ended = failed({ data = data, err = err }, "timeout", 1, true)
      assert.matches("no byte came for 1 s", ended.msg)
    end)
  end)

  it("that is slow ends after timeout", function()
    local seen = see("slow,ms=20,bytes=1", faults.read, KEPT, { timeout = 0.15, retries = 0 })
    assert.matches("timeout", failed(seen, "timeout", 1, true).hint)
  end)

  it("that stalls ends at the deadline, even with a longer timeout", function()
    local seen = see("stall-headers", faults.read, KEPT, { deadline = 0.15, retries = 3 })
    failed(seen, "timeout", 1, true)
  end)

  it("that brings chunks in odd pieces gives the whole answer", function()
    local seen = see("chunked", faults.read, KEPT)
    right_after(seen, "1 done")
  end)

  it("with too small a Content-Length is an error, and damages no later answer", function()
    local after
    local seen = see("short-length", function(client)
      local data, err = faults.read(client)
      after = faults.read(client)
      return data, err
    end, KEPT, { retries = 0 })
    assert.matches("cannot be read", failed(seen, "decode", 1, true).msg)
    assert.equal(right, lark.encode(after))
    assert.equal(2, seen.sent)
  end)

  it("has every other fault of the simulator in one of these specs", function()
    local source = os.getenv "LARK_SOURCE"
    local function read(path) return files.read(source .. path) end
    local specs = {}
    for _, name in ipairs { "answer", "answer_codes", "transfer", "pages_faults", "tokens",
      "budget_429" } do
      specs[#specs + 1] = read("/spec/client/" .. name .. "_spec.lua")
    end
    specs = table.concat(specs)
    local kinds = 0
    for kind in read("/simulator/src/fault/fault_kind.c"):gmatch('%] = {"([%w-]+)"') do
      kinds = kinds + 1
      local pattern = '"' .. kind:gsub("-", "%%-") .. '[",]'
      assert(specs:find(pattern), kind .. " has no spec")
    end
    assert.is_true(kinds >= 48)
  end)
end)
