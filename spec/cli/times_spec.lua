-- SPDX-License-Identifier: MIT

-- Words of the command line: dates where times are wanted, and names that are nearly right.
local process = require "support.process"

local lualark = os.getenv "LARK_BUILD" .. "/bin/lualark"

local function dry(...)
  return process.run({ lualark, "call", "hire.referral.search", "talent_id=1", "--dry-run",
    "--format", "json", ... }, { env = { TZ = "UTC" } })
end

describe("a time on the command line", function()
  for word, ms in pairs {
    ["1618899376474"] = "1618899376474",
    ["2024-01-31"] = "1706659200000",
    ["2024-01-31T09:30"] = "1706693400000",
    ["2024-01-31 09:30:15"] = "1706693415000",
    ["2024-01-31T09:30:15.25Z"] = "1706693415250",
    ["2024-01-31T09:30+08:00"] = "1706664600000",
  } do
    it("may be a date: " .. word, function()
      local done = dry("start_time=" .. word)
      assert.equal(0, done.status, done.err)
      assert.matches('start_time\\":\\"' .. ms .. '\\"', done.out, 1, true)
    end)
  end

  it("is in the zone of --zone", function()
    for zone, ms in pairs { ["Asia/Shanghai"] = "1706630400000", ["-05:00"] = "1706677200000" } do
      assert.matches(ms, dry("start_time=2024-01-31", "--zone", zone).out, 1, true)
    end
    -- Clocks that skip an hour, and one that comes twice.
    assert.matches("1711846800000",
      dry("start_time=2024-03-31T02:00", "--zone", "Europe/Berlin").out, 1, true)
  end)

  it("is refused where it is another text", function()
    for _, word in ipairs { "yesterday", "2024-13-01", "2024-02-30", "2024-01-31T25:00", "",
      "2024-01-31T09:61", "2024-01-31T09", "31.1.2024", "1e12", "2024-01-31T09:30Moon" } do
      local done = dry("start_time=" .. word)
      assert.equal(2, done.status, word)
      assert.matches("start_time takes milliseconds since 1970, or a date", done.err, 1, true)
    end
    assert.equal(2, dry("start_time=2024-01-31", "--zone", "Mars/Base").status)
  end)

  local function in_zone(tz, ...)
    return process.run({ lualark, "call", "hire.referral.search", "talent_id=1", "--dry-run", ... },
      { env = { TZ = tz } })
  end

  it("is refused where TZ is a zone that the machine takes for UTC in silence", function()
    for _, tz in ipairs { "Asia/Beijing", ":Asia/Beijing", "Shanghai", "CST" } do
      local done = in_zone(tz, "start_time=2024-01-31")
      assert.equal(2, done.status, tz)
      assert.matches("takes for UTC", done.err, 1, true)
    end
    for tz, ms in pairs {
      ["Asia/Shanghai"] = "1706630400000", [":Asia/Shanghai"] = "1706630400000",
      ["CST-8"] = "1706630400000", ["<+08>-8"] = "1706630400000", UTC = "1706659200000",
      [""] = "1706659200000", ["/usr/share/zoneinfo/Asia/Shanghai"] = "1706630400000",
    } do
      assert.matches(ms, in_zone(tz, "start_time=2024-01-31").out, 1, true)
    end
  end)

  it("needs no zone of the machine where it has one, or --zone is given", function()
    for _, word in ipairs { "2024-01-31T00:00Z", "2024-01-31T08:00+08:00", "1706659200000" } do
      assert.matches("1706659200000", in_zone("Asia/Beijing", "start_time=" .. word).out, 1, true)
    end
    local done = in_zone("Asia/Beijing", "start_time=2024-01-31", "--zone", "UTC")
    assert.matches("1706659200000", done.out, 1, true)
    assert.equal(0, in_zone("Asia/Beijing", "start_time=now").status)
  end)
end)

describe("a name that is nearly right", function()
  it("is answered by the one that it is a part of", function()
    for _, case in ipairs {
      { { "call", "hire.referral.search", "talent=1", "--dry-run" }, "Did you mean talent_id?" },
      { { "call", "hire.referral_account.get_account_assets", "account_id=1", "--dry-run" },
        "Did you mean referral_account_id?" },
      { { "schema", "hire.external" }, "id you mean hire.external_" },
      { { "shema" }, "did you mean schema?" },
    } do
      local done = process.run { lualark, table.unpack(case[1]) }
      assert.equal(2, done.status, done.err)
      assert.matches(case[2], done.err, 1, true)
    end
  end)
end)
