-- SPDX-License-Identifier: MIT

-- How the client of a self-built app reacts to each error code of the platform.
local faults = require "support.faults"
local lark = require "lark"
local process = require "support.process"
local simulator = require "support.simulator"

local FAILS, RENEWS, HOLDS, REPEATS = "fails", "renews", "holds", "repeats"

-- A line for each code: the reaction, the kind of the final error, and a part of its
-- hint.
local CODES = {
  -- The tenant token is invalid: fetch another one and send the call once more.
  { 99991663, RENEWS, "auth", "keeps rejecting the token" },
  { 99991665, RENEWS, "auth", "keeps rejecting the token" },
  { 20013, RENEWS, "auth", "keeps rejecting the token" },
  -- The app token is invalid: a self-built app reacts the same way; see isv_spec.lua.
  { 99991664, RENEWS, "auth", "keeps rejecting the token" },
  { 20014, RENEWS, "auth", "keeps rejecting the token" },
  -- The token is missing or malformed.
  { 99991661, RENEWS, "auth", "keeps rejecting the token" },
  { 99991671, RENEWS, "auth", "keeps rejecting the token" },
  -- The platform gives no token.
  { 10012, FAILS, "auth", "app_ticket" },
  { 10013, FAILS, "auth", "tenant_key" },
  -- The app id, its secret, or the app itself is wrong.
  { 10003, FAILS, "config", "LARK_APP_ID" },
  { 10005, FAILS, "config", "enabled and of the right type" },
  { 10014, FAILS, "config", "LARK_APP_SECRET" },
  { 10015, FAILS, "config", "LARK_APP_ID" },
  { 10016, FAILS, "config", "Enable the app" },
  { 20002, FAILS, "config", "LARK_APP_SECRET" },
  { 99991543, FAILS, "config", "LARK_APP_SECRET" },
  -- Limits.
  { 99991400, HOLDS },
  { 99991403, FAILS, "permission", "repeating does not help" },
  -- The app lacks a permission.
  { 99991401, FAILS, "permission", "allow-list" },
  { 99991672, FAILS, "permission", "hire:referral" },
  { 99991676, FAILS, "permission", "hire:referral" },
  { 99991679, FAILS, "permission", "hire:referral" },
  { 99991662, FAILS, "permission", "Enable the app" },
  { 99991673, FAILS, "permission", "install" },
  -- The request is wrong.
  { 1002002, FAILS, "api", "lualark schema" },
  { 99992402, FAILS, "api", "field_violations" },
  { 9499, FAILS, "api", "lualark schema" },
  { 99991201, FAILS, "api", "path" },
  { 99991301, FAILS, "api", "method" },
  { 99992351, FAILS, "api", "user_id_type" },
  { 99992366, FAILS, "api", "user_id_type" },
  { 99992381, FAILS, "api", "user_id_type" },
  -- The server failed.
  { 1002001, REPEATS, "api", "Try again later" },
  { 5000, REPEATS, "api", "Try again later" },
  { 55001, REPEATS, "api", "Try again later" },
  { 2200, REPEATS, "api", "Try again later" },
  -- The object does not exist.
  { 1002102, FAILS, "api", "talent_id" },
  { 1002509, FAILS, "api", "published" },
  { 1002551, FAILS, "api", "referrer" },
  { 1002552, FAILS, "api", "referrer" },
  { 1002553, FAILS, "api", "referral_account_id" },
  { 1002555, FAILS, "api", "Enable the account" },
  -- Neighbours of the documented codes, and unknown codes.
  { 99992350, FAILS, "api" },
  { 99992382, FAILS, "api" },
  { 123456789, FAILS, "api" },
  { -1, FAILS, "api" },
}

-- The other codes that the documents of Hire's endpoints list.
for _, code in ipairs {
  1000001, 1002003, 1002004, 1002005, 1002007, 1002008, 1002009, 1002011, 1002053, 1002054,
  1002055, 1002056, 1002057, 1002058, 1002059, 1002061, 1002062, 1002064, 1002065, 1002066,
  1002067, 1002068, 1002069, 1002070, 1002071, 1002072, 1002073, 1002074, 1002075, 1002076,
  1002077, 1002078, 1002079, 1002080, 1002082, 1002083, 1002109, 1002111, 1002112, 1002113,
  1002114, 1002201, 1002204, 1002206, 1002209, 1002210, 1002211, 1002212, 1002220, 1002221,
  1002222, 1002223, 1002224, 1002225, 1002352, 1002409, 1002502, 1002511, 1002512, 1002513,
  1002556, 1002601, 1002603, 1002604, 1002605, 1002606, 1002607, 1002608, 1002609, 1002611,
  1002613, 1002615, 1002616, 1002619, 1002620, 1002621, 1002622, 1002623, 1002624, 1002630,
  1002631, 1002701, 1002702, 1002703, 1002704, 1002705, 1002708, 1002710, 1002721, 1002722,
  1002723, 1002724, 1002725, 1002851, 1002855, 1002858, 1002859, 1002860, 1002862, 1002901,
  1002902, 1002903, 1002904, 1002905, 1002907, 1002908, 1002910,
} do
  CODES[#CODES + 1] = { code, FAILS, "api" }
end

describe("a code of the platform:", function()
  local sim

  -- Tokens live so short that each fetch returns a new one.
  setup(function() sim = simulator.start("--limits", "off", "--token-ttl", "1000") end)
  teardown(function() sim:stop() end)

  local function api(code, more)
    return ("code,endpoint=hire.*,code=%d,%s"):format(code, more or "status=400")
  end

  local function see(armed, call, options)
    return faults.see(sim, armed, call, options)
  end

  -- The error of a call that was sent `attempts` times.
  local function refused(seen, row, attempts, retryable)
    local err = assert(seen.err, "it succeeded")
    assert.is_nil(seen.data)
    assert.same({ row[3], row[1], attempts, retryable },
      { err.kind, err.code, err.attempts, err.retryable })
    if row[4] then assert.matches(row[4], err.hint, 1, true) end
    assert.matches("^20240828", err.log_id)
  end

  local function succeeded(seen, log)
    assert.is_nil(seen.err)
    assert.is_table(seen.data)
    assert.same(log, seen.log)
    assert.equal(2, seen.sent)
  end

  local REACT = {}

  -- One request with any HTTP status; the token is kept.
  REACT[FAILS] = function(row)
    local statuses = { 200, 400, 403 }
    -- With an unknown code the HTTP status decides.
    if row[4] then statuses = { 200, 400, 429, 500 } end
    local armed, errors = {}, {}
    for i, status in ipairs(statuses) do armed[i] = api(row[1], "status=" .. status) end
    local seen = see(armed, function(client)
      for i = 1, #armed do
        local call = i % 2 == 0 and faults.write or faults.read
        errors[i] = select(2, call(client))
      end
    end)
    for i, status in ipairs(statuses) do
      refused({ err = errors[i] }, row, 1, false)
      assert.equal(status, errors[i].http_status)
      assert.equal("1 failed", seen.log[i])
    end
    assert.same({ #armed, 1 }, { seen.sent, seen.tokens })
  end

  -- One more attempt with another token, for any method: nothing was done.
  REACT[RENEWS] = function(row)
    for _, call in ipairs { faults.read, faults.write } do
      local seen = see({ api(row[1]) }, call, { retries = 0 })
      succeeded(seen, { "1 renew token", "2 done" })
      assert.equal(2, seen.tokens)
    end
    local seen = see({ api(row[1], "status=200,times=2") }, nil, { retries = 3 })
    refused(seen, row, 2, false)
    assert.same({ 2, 2 }, { seen.sent, seen.tokens })
  end

  -- The call waits, for any method and beyond `retries`; a status 400 means the same.
  REACT[HOLDS] = function(row)
    for _, call in ipairs { faults.read, faults.write } do
      local seen = see({ api(row[1]) }, call, { retries = 0 })
      succeeded(seen, { "1 hold", "2 done" })
      assert.equal(1, seen.tokens)
    end
  end

  -- Repeatable calls are sent again, `retries` times; others are not.
  REACT[REPEATS] = function(row)
    local seen = see { api(row[1], "status=200") }
    succeeded(seen, { "1 repeat", "2 done" })
    seen = see({ api(row[1], "status=500") }, nil, { retries = 0 })
    refused(seen, row, 1, true)
    seen = see({ api(row[1], "status=500") }, faults.write, { retries = 3 })
    refused(seen, { row[1], row[2], row[3], "may have been done" }, 1, false)
    assert.same({ 1, 1 }, { seen.sent, seen.tokens })
  end

  for _, row in ipairs(CODES) do
    it(("%d %s"):format(row[1], row[2]), function() REACT[row[2]](row) end)
  end

  -- A token call fails: its calls are not sent, and the next call fetches again.
  for _, row in ipairs {
    { 10003, 200 }, { 10005, 200 }, { 10012, 200 }, { 10013, 200 }, { 10014, 400 },
    { 10015, 200 }, { 10016, 400 }, { 20002, 200 }, { 99991543, 400 }, { 99991662, 400 },
    { 99991673, 400 }, { 99991403, 429 },
  } do
    it(("%d ends the calls that wait for a token"):format(row[1]), function()
      local line
      for _, candidate in ipairs(CODES) do
        if candidate[1] == row[1] then line = candidate end
      end
      local data
      local seen = see({ ("code,endpoint=auth.*,code=%d,status=%d"):format(row[1], row[2]) },
        function(client)
          local none, err = faults.read(client)
          data = faults.read(client)
          return none, err
        end)
      refused(seen, line, 0, false)
      assert.matches("^no token: ", seen.err.msg)
      assert.equal(faults.ACCOUNT, seen.err.endpoint)
      assert.is_table(data)
      assert.same({ 1, 2 }, { seen.sent, seen.tokens })
    end)
  end

  it("an unknown one with status 500 is retried as a server error", function()
    local seen = see { api(123456789, "status=500") }
    succeeded(seen, { "1 repeat", "2 done" })
    seen = see({ api(123456789, "status=503") }, faults.write)
    refused(seen, { 123456789, nil, "api" }, 1, false)
    seen = see({ api(123456789, "status=503") }, nil, { retries = 0 })
    refused(seen, { 123456789, nil, "api" }, 1, true)
  end)

  it("an unknown one with status 429 makes the call wait", function()
    local seen = see({ api(123456789, "status=429") }, faults.write, { retries = 0 })
    succeeded(seen, { "1 hold", "2 done" })
  end)

  it("99991672 names the scopes and where to request them", function()
    local err = see({ api(99991672) }).err
    assert.matches("Apply .* developer console", err.hint)
    assert.equal("hire:referral", err.permission_violations[1].subject)
  end)

  it("99992402 shows which fields are wrong", function()
    local seen = see({}, function(client)
      return client:request { path = "/open-apis/hire/v1/external_applications",
        query = { talent_id = "1", page_size = "50" } }
    end)
    assert.equal(99992402, seen.err.code)
    assert.equal("page_size", seen.err.field_violations[1].field)
    assert.matches("page_size", seen.err.hint)
  end)

  it("1002001 is retried for a defined endpoint that is marked repeatable", function()
    local function endpoint(repeatable)
      return { post = "/open-apis/hire/v1/referrals/search", repeatable = repeatable,
        body = { { "talent_id", lark.types.id } } }
    end
    local function call(name)
      return function(client)
        assert(client:define {
          ["my.thing.read"] = endpoint(true), ["my.thing.write"] = endpoint(),
        })
        return client.my.thing[name] { talent_id = "6930815272790114324" }
      end
    end
    local armed = { api(1002001, "status=500") }
    succeeded(see(armed, call "read"), { "1 repeat", "2 done" })
    local seen = see(armed, call "write")
    refused(seen, { 1002001, nil, "api", "may have been done" }, 1, false)
    assert.same({ 1, 1 }, { seen.sent, seen.tokens })
    succeeded(see({ api(99991400) }, call "write"), { "1 hold", "2 done" })
  end)

  it("each code in the catalog has a line above", function()
    local REACTIONS = { fail = FAILS, ["renew token"] = RENEWS, hold = HOLDS,
      ["repeat"] = REPEATS,
      -- A self-built app has no app token, and only store apps have tickets.
      ["renew app token"] = RENEWS, ["renew ticket"] = FAILS }
    local lines, known_count = {}, 0
    for _, row in ipairs(CODES) do lines[row[1]] = row end
    local files = "ls " .. process.quote(os.getenv "LARK_SOURCE" .. "/core/catalog/")
      .. "*/errors*.lua"
    for path in io.popen(files):lines() do
      for _, known in ipairs(dofile(path)) do
        local codes, kind, reaction = table.unpack(known)
        for _, code in ipairs(type(codes) == "table" and codes or { codes }) do
          local line = assert(lines[code], code)
          assert.same({ code, REACTIONS[reaction] }, { code, line[2] })
          if line[3] then assert.same({ code, kind }, { code, line[3] }) end
          known_count = known_count + 1
        end
      end
    end
    assert.is_true(known_count > 0)
  end)

  it("endless 99991400 ends at the deadline", function()
    local seen = see({ "rate-limit-bare,endpoint=hire.*,times=1000" }, nil, { deadline = 0.25 })
    assert.equal("timeout", seen.err.kind)
    assert.is_true(seen.err.retryable)
    assert.equal(seen.sent, seen.err.attempts)
    assert.is_true(seen.sent >= 2 and seen.sent <= 3)
  end)
end)
