-- SPDX-License-Identifier: MIT

-- Lists of many pages while pages fail: either all items, or an error with the items
-- before it. Never fewer items, never duplicates, never an endless loop.
local faults = require "support.faults"
local lark = require "lark"
local simulator = require "support.simulator"

local LIST = "hire.external_application.list"

describe("a list of pages", function()
  local sim, talent, right

  setup(function()
    sim = simulator.start("--limits", "off")
    -- Six pages of ten, the last of which has seven.
    for _, candidate in ipairs(sim:company().talents) do
      if candidate.external_applications == 57 then talent = candidate.id end
    end
    local client <close> = sim:client()
    right = assert(client.hire.external_application.list.all { talent_id = talent })
  end)
  teardown(function() sim:stop() end)

  local function all(client)
    return client.hire.external_application.list.all { talent_id = talent }
  end

  local function see(armed, options)
    return faults.see(sim, { armed .. ",endpoint=" .. LIST }, all, options)
  end

  -- The same with `each`, which raises.
  local function iterate(armed, options)
    faults.arm(sim, armed .. ",endpoint=" .. LIST)
    local client <close> = faults.watched(sim, options)
    local items = {}
    local ok, err = pcall(function()
      for item in client.hire.external_application.list.each { talent_id = talent } do
        items[#items + 1] = item
      end
    end)
    return items, not ok and err or nil, faults.counted(sim).sent
  end

  local function first(count)
    return lark.encode(lark.array(table.move(right, 1, count, 1, {})))
  end

  -- The whole list, and the number of requests.
  for _, case in ipairs {
    { "page-empty", 7 },
    { "internal-error,skip=2", 7, repeated = true },
    { "html,skip=5", 7, repeated = true },
    { "reset-body,skip=1", 7, repeated = true },
    { "close-idle,times=6", 6, repeated = "perhaps" }, -- libcurl may notice it first
    { "chunked,times=2", 6 },
  } do
    local armed, requests = case[1], case[2]
    it("is whole: " .. armed, function()
      local seen = see(armed)
      assert.equal("nil", tostring(seen.err))
      assert.equal(first(57), lark.encode(seen.data))
      assert.equal(requests, seen.sent)
      local repeated = table.concat(seen.log):find("repeat", 1, true) ~= nil
      assert.is_true(case.repeated == "perhaps" or repeated == (case.repeated == true))
    end)
  end

  for _, armed in ipairs { "page-empty", "html,skip=5" } do
    it("is whole one by one: " .. armed, function()
      local items, err, sent = iterate(armed)
      assert.equal("nil", tostring(err))
      assert.equal(first(57), lark.encode(lark.array(items)))
      assert.equal(7, sent)
    end)
  end

  -- An error with the items before it, and the number of requests.
  for _, case in ipairs {
    -- From the second page on, the token of this empty page leads to itself.
    { "page-empty,skip=2", 20, 3, "api", "came before" },
    { "page-token-missing", 0, 1, "api", "is missing" },
    { "page-token-missing,skip=2", 20, 3, "api", "is missing" },
    { "page-token-same,skip=1,times=1000", 10, 2, "api", "came before" },
    { "page-token-cycle,times=1000", 20, 3, "api", "came before" },
    { "internal-error,skip=3", 30, 4, "api", "system error" },
    { "html,skip=1", 10, 2, "http", "502" },
    { "json-cut,skip=5", 50, 6, "decode", "cannot be read" },
    -- 7.88: "closed with 1660 bytes remaining"; 8.14: "with 1660 bytes missing".
    { "truncated,skip=4", 40, 5, "network", " bytes " },
    { "code,skip=2,code=1002102", 20, 3, "api", "" },
    { "data-null,skip=2", 20, 3, "api", "has no data" },
    { "data-absent,skip=1", 10, 2, "api", "has no data" },
  } do
    local armed, items_before, requests, kind, words = table.unpack(case)
    it("is an error, with what was read: " .. armed, function()
      local seen = see(armed, { retries = 0 })
      assert.is_nil(seen.data)
      assert.equal(kind, seen.err.kind)
      assert.equal(LIST, seen.err.endpoint)
      assert.matches(words, seen.err.msg, 1, true)
      assert.equal(requests, seen.sent)
      assert.equal(first(#seen.err.partial), lark.encode(seen.err.partial))
      assert.equal(items_before, #seen.err.partial)
      local items, err, sent = iterate(armed, { retries = 0 })
      assert.same({ kind, items_before, requests }, { err.kind, #items, sent })
    end)
  end

  it("whose first page leads to itself is read at most twice", function()
    -- The first page has no token, so the second page reveals the loop.
    local seen = see("page-token-same,times=1000", { retries = 0 })
    assert.is_nil(seen.data)
    assert.matches("came before", seen.err.msg)
    assert.is_true(seen.sent <= 2)
  end)

  it("that shrinks while it is read ends where the platform says", function()
    local seen = see "page-shrink,rows=4,skip=2"
    assert.equal("nil", tostring(seen.err))
    assert.equal(first(26), lark.encode(seen.data))
    assert.equal(3, seen.sent)
  end)

  it("goes on past a page whose items are null", function()
    local seen = see "items-null,skip=1"
    assert.equal("nil", tostring(seen.err))
    assert.equal(47, #seen.data)
    assert.equal(6, seen.sent)
  end)

  it("continues after its token was revoked", function()
    local seen = see("tokens-revoked,skip=3", { retries = 0 })
    assert.equal("nil", tostring(seen.err))
    assert.equal(first(57), lark.encode(seen.data))
    assert.same({ 7, 2 }, { seen.sent, seen.tokens })
  end)

  it("continues after a page that met the limit", function()
    local seen = see("rate-limit-bare,skip=3", { retries = 0 })
    assert.equal("nil", tostring(seen.err))
    assert.equal(first(57), lark.encode(seen.data))
    assert.equal(7, seen.sent)
  end)
end)
