-- SPDX-License-Identifier: MIT
local process = require "support.process"
local zone = require "lark.zone"

local FORMAT = "%Y-%m-%d %H:%M:%S"

-- Zones with summer time on both sides of the equator, with half hours, with changed
-- rules, and with a negative summer time.
local NAMES = {
  "Asia/Shanghai", "Asia/Kolkata", "Europe/Berlin", "Europe/Dublin", "America/New_York",
  "America/St_Johns", "America/Sao_Paulo", "Australia/Sydney", "Pacific/Auckland",
  "Africa/Casablanca", "Asia/Tehran", "Pacific/Chatham", "UTC",
}

describe("zone.text", function()
  it("writes a time in a zone", function()
    assert.equal("2021-04-20 14:16", zone.text(1618899376474, "%Y-%m-%d %H:%M", "Asia/Shanghai"))
    assert.equal("2021-04-20 06:16", zone.text(1618899376474, "%Y-%m-%d %H:%M", "UTC"))
    assert.equal("2021-04-20 11:46 +05:30",
      zone.text(1618899376474, "%Y-%m-%d %H:%M %z", "+05:30"))
    assert.equal("1969-12-31 23:59:59", zone.text(-1, FORMAT, "UTC"))
    assert.equal("06:16", zone.text("1618899376474", "%H:%M", "UTC"))
    assert.equal("06:16", zone.text(1618899376474.5, "%H:%M", "UTC"))
  end)

  it("agrees with the system's own date, from 1900 to 2250", function()
    math.randomseed(20261121)
    local asked, input = {}, {}
    for _, name in ipairs(NAMES) do
      for _ = 1, 40 do
        local seconds = math.random(-2200000000, 8800000000)
        asked[#asked + 1] = { name = name, seconds = seconds }
        input[#input + 1] = name .. " " .. seconds .. "\n"
      end
    end
    local ended = process.run({ "sh", "-c",
      "while read -r n s; do TZ=$n date -d @$s '+" .. FORMAT .. "'; done" },
      { input = table.concat(input) })
    local i = 0
    for line in ended.out:gmatch "[^\n]+" do
      i = i + 1
      local one = asked[i]
      assert.equal(line, zone.text(one.seconds * 1000, FORMAT, one.name),
        one.name .. " " .. one.seconds)
    end
    assert.equal(#asked, i)
  end)

  it("knows the machine's own zone", function()
    local seconds = os.time { year = 2026, month = 11, day = 21, hour = 12 }
    assert.equal("2026-11-21 12:00:00", zone.text(seconds * 1000, FORMAT))
    assert.equal("2026-11-21 12:00:00", zone.text(seconds * 1000, FORMAT, "local"))
  end)

  it("is nil for values that are no times", function()
    assert.is_nil(zone.text(math.maxinteger, FORMAT, "UTC"))
    assert.is_nil(zone.text(math.mininteger, FORMAT, "UTC"))
    assert.is_nil(zone.text("x", FORMAT, "UTC"))
  end)
end)

describe("zone.day", function()
  local function at(day, name) return zone.text(zone.day(day, name), FORMAT, name) end

  it("is the beginning of a day, even if midnight is skipped or comes twice", function()
    assert.equal("2026-11-21 00:00:00", at("2026-11-21", "Asia/Shanghai"))
    assert.equal("2026-09-06 01:00:00", at("2026-09-06", "America/Santiago"))
    assert.equal("2026-03-08 01:00:00", at("2026-03-08", "America/Havana"))
    -- Clocks go back from 1:00 to 0:00: the first of two midnights.
    assert.equal("2005-09-30 00:00:00", at("2005-09-30", "Asia/Amman"))
    assert.equal("2005-09-29 23:59:59",
      zone.text(zone.day("2005-09-30", "Asia/Amman") - 1000, FORMAT, "Asia/Amman"))
  end)

  it("refuses texts that are no days", function()
    for _, day in ipairs { "2026-02-29", "2026-02-31", "2026-00-00", "2026-13-01", "x", 7 } do
      local ms, why = zone.day(day, "UTC")
      assert.is_nil(ms)
      assert.matches("is no day, such as 2026", why)
    end
    assert.is_truthy(zone.day("2024-02-29", "UTC"))
  end)
end)

describe("zone.months", function()
  it("are all months from one to another", function()
    assert.same({ "2025-11", "2025-12", "2026-01" }, zone.months("2025-11", "2026-01"))
    assert.same({}, zone.months("2026-05", "2026-01"))
    assert.same({}, zone.months("2026-05", "9999-13"))
    assert.same({}, zone.months("", "x"))
  end)
end)

describe("zone.find", function()
  it("says what is wrong with a name", function()
    local function why(name) return (select(2, zone.find(name))) end
    assert.equal('"../../etc/passwd" is no time zone', why "../../etc/passwd")
    assert.matches("there is no time zone Mars/Crater here; names are like Asia/Shanghai",
      why "Mars/Crater")
    assert.matches("a zone is a name", why(8))
    for _, name in ipairs { "+8", "+25:00", "+08:60" } do assert.is_nil(zone.find(name)) end
  end)
end)
