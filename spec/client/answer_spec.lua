-- SPDX-License-Identifier: MIT

-- Answers that arrive whole but are damaged, too large, or not from the platform.
local faults = require "support.faults"
local lark = require "lark"
local simulator = require "support.simulator"

local MIB = 1024 * 1024

-- Unreadable answers, and a part of the error's message.
local UNREADABLE = {
  ["html,status=200"] = "not JSON",
  ["empty-body"] = "empty",
  ["json-cut"] = "cannot be read",
  ["gzip-cut"] = "cannot be read",
  ["code-missing"] = "no code",
}

-- Whole answers with an odd value, and a part of the error's message. They would be the
-- same if they were asked for again.
local ODD = {
  ["json-deep"] = "nested too deep",
  ["json-utf8"] = "not UTF-8",
  ["json-nul"] = "holds a control character",
  ["huge-integers"] = "data.huge.above_int64 is an integer out of range",
}

-- Failures of the server or of the network: retried if that is safe.
local TROUBLE = {
  { "internal-error", "api", 500 },
  { "html", "http", 502 },
  { "html,status=500", "http", 500 },
  { "html,status=504", "http", 504 },
  { "retry-after,seconds=0", "http", 503 },
  { "gzip-lie", "decode", 200 },
  { "deflate-lie", "decode", 200 },
  { "gzip-members", "decode", 200 },
}
for kind in pairs(UNREADABLE) do TROUBLE[#TROUBLE + 1] = { kind, "decode", 200 } end
table.sort(TROUBLE, function(a, b) return a[1] < b[1] end)

-- Refusals by a gateway in front of the platform.
local REFUSED = {
  { "html,status=301", "Redirects are not followed" },
  { "html,status=403", "base_url" },
  { "html,status=404", "base_url" },
}

describe("an answer", function()
  local sim, right

  setup(function()
    sim = simulator.start("--limits", "off")
    local client <close> = sim:client()
    right = lark.encode(assert(faults.read(client)))
  end)
  teardown(function() sim:stop() end)

  local function see(armed, call, options)
    return faults.see(sim, { armed .. ",endpoint=hire.*" }, call, options)
  end

  local function failed(seen, kind, status, attempts, retryable)
    local err = assert(seen.err, "it succeeded")
    assert.is_nil(seen.data)
    assert.same({ kind, status, attempts, retryable },
      { err.kind, err.http_status, err.attempts, err.retryable })
    assert.same({ attempts, 1 }, { seen.sent, seen.tokens })
    assert.equal(faults.ACCOUNT, seen.entries[1].endpoint)
    assert.is_string(err.log_id)
    return err
  end

  for _, case in ipairs(TROUBLE) do
    local kind, error_kind, status = table.unpack(case)
    it("that reports a failure is retried: " .. kind, function()
      local seen = see(kind)
      assert.is_nil(seen.err)
      assert.equal(right, lark.encode(seen.data))
      assert.same({ "1 repeat", "2 done" }, seen.log)
      assert.same({ 2, 1 }, { seen.sent, seen.tokens })
      assert.same({ error_kind, status }, { seen.entries[1].kind, seen.entries[1].http_status })
    end)

    it("that reports a failure stays an error without retries, and for a POST: " .. kind, function()
      local err = failed(see(kind, nil, { retries = 0 }), error_kind, status, 1, true)
      if UNREADABLE[kind] then assert.matches(UNREADABLE[kind], err.msg, 1, true) end
      local seen = see(kind, faults.write, { retries = 3 })
      assert.same({ error_kind, status, 1, false },
        { seen.err.kind, seen.err.http_status, seen.err.attempts, seen.err.retryable })
      assert.matches("may have been done", seen.err.hint)
      assert.same({ 1, 1 }, { seen.sent, seen.tokens })
    end)
  end

  -- libcurl 7.88 to 8.x read only the first member.
  it("in several gzip members is asked for without compression", function()
    local seen = see("gzip-members,times=9", nil, { retries = 3 })
    assert.is_nil(seen.err)
    assert.equal(right, lark.encode(seen.data))
    assert.same({ "1 repeat", "2 done" }, seen.log)
    assert.equal("identity", sim:last().headers["accept-encoding"])
  end)

  for kind, words in pairs(ODD) do
    it("with an odd value is asked for once, and the error names the value: " .. kind, function()
      local err = failed(see(kind, nil, { retries = 3 }), "decode", 200, 1, false)
      assert.matches(words, err.msg, 1, true)
      assert.matches("lenient", err.hint)
    end)
  end

  it("whose code is a text of digits is read", function()
    local seen = see "code-text"
    assert.is_nil(seen.err)
    assert.equal(right, lark.encode(seen.data))
    assert.same({ 1, 1 }, { seen.sent, seen.tokens })
  end)

  for _, case in ipairs(REFUSED) do
    it("of a gateway is an error: " .. case[1], function()
      local err = failed(see(case[1]), "http", tonumber(case[1]:match("%d+")), 1, false)
      assert.matches(case[2], err.hint, 1, true)
    end)
  end

  it("with duplicate keys has the last values", function()
    local seen = see "duplicate-keys"
    assert.is_nil(seen.err)
    assert.equal(right, lark.encode(seen.data))
    assert.same({ 1, 1 }, { seen.sent, seen.tokens })
  end)

  for _, kind in ipairs { "data-null", "data-absent" } do
    it("without data is an empty table: " .. kind, function()
      local seen = see(kind)
      assert.same({}, assert(seen.data))
      assert.equal(1, seen.sent)
    end)
  end

  it("with null for items has a null there", function()
    local seen = see("items-null", function(client)
      return client.hire.referral.search { talent_id = "6930815272790114324" }
    end)
    assert.equal(lark.null, seen.data.items)
  end)

  -- The resident memory of this process in MiB.
  local function memory(what)
    local status = assert(io.open "/proc/self/status")
    local kb = tonumber(status:read("a"):match(what .. ":%s*(%d+)"))
    status:close()
    return kb // 1024
  end

  -- A sanitizer keeps freed memory.
  local sanitized = os.getenv "LARK_CFLAGS" ~= nil

  for _, kind in ipairs { "gzip-bomb", "huge-body" } do
    it("of 300 MiB takes no more memory than max_response_bytes: " .. kind, function()
      collectgarbage()
      assert(io.open("/proc/self/clear_refs", "w")):write("5"):close() -- the peak is now
      local before = memory "VmRSS"
      local errors = {}
      local seen = see(kind .. ",times=3", function(client)
        for i = 1, 3 do errors[i] = select(2, faults.read(client)) end
        -- The memory is not kept for the next answer either.
        assert.is_true(sanitized or memory "VmRSS" <= before + 8)
        return nil, errors[1]
      end, { max_response_bytes = 24 * MIB, retries = 3 })
      for i = 1, 3 do
        assert.same({ "limit", 1, false },
          { errors[i].kind, errors[i].attempts, errors[i].retryable })
        assert.matches("larger than", errors[i].msg)
        assert.matches("max_response_bytes", errors[i].hint)
      end
      assert.equal(3, seen.sent)
      assert.is_true(sanitized or memory "VmHWM" <= before + 80)
    end)
  end

  it("that is damaged does not affect other calls", function()
    faults.arm(sim, "json-nul,endpoint=hire.*,times=100,probability=0.3")
    local client <close> = faults.watched(sim, { retries = 0 })
    local ids = {}
    for i = 1, 60 do ids[i] = "6942778198054125570" end
    local results, errors = lark.map(ids, function(id)
      return client.hire.referral_account.get_account_assets { referral_account_id = id }
    end)
    assert.is_true(errors.n > 5 and errors.n < 40)
    for i = 1, #ids do
      if errors[i] then
        assert.equal("decode", errors[i].kind)
      else
        assert.equal(right, lark.encode(results[i]))
      end
    end
    assert.equal(60, faults.counted(sim).sent)
  end)
end)
