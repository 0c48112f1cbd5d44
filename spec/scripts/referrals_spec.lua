-- SPDX-License-Identifier: MIT

-- Referrals beyond the platform's cap of 200.
local referrals = require "lark.referrals"
local simulator = require "support.simulator"

-- A client for a talent with referrals at these times, which the platform sorts and
-- cuts at 200. `asked` counts the searches.
local function fake_client(times, fails_at)
  table.sort(times)
  local client = { asked = 0, hire = { referral = {} } }
  function client.hire.referral.search(params)
    client.asked = client.asked + 1
    if client.asked == fails_at then return nil, { msg = "no scope" } end
    local items = {}
    for i, time in ipairs(times) do
      if time >= tonumber(params.start_time) and time <= tonumber(params.end_time)
          and #items < 200 then
        items[#items + 1] = { id = i, create_time = tostring(time) }
      end
    end
    return { items = items }
  end
  return client
end

local function times(count, spread)
  local list = {}
  for i = 1, count do list[i] = 1600000000000 + (i * 7919) % spread end
  return list
end

describe("referrals.all", function()
  for _, count in ipairs { 0, 1, 199, 200, 201, 450, 3000 } do
    it("reads " .. count .. " in order, without loss or duplicates", function()
      local found = assert(referrals.all(fake_client(times(count, 10 ^ 9 // 1)), "t1"))
      assert.equal(count, #found)
      for i, referral in ipairs(found) do assert.equal(i, referral.id) end
    end)
  end

  it("returns an error for a millisecond that reaches the cap", function()
    local crowd = times(300, 10 ^ 6 // 1)
    for i = 1, 200 do crowd[i] = 1600000500000 end
    local found, err = referrals.all(fake_client(crowd), "t1")
    assert.is_nil(found)
    assert.equal("limit", err.kind)
    assert.matches("1600000500000", err.msg)
    -- one less is fine
    for i, time in ipairs(crowd) do
      if time == 1600000500000 then
        crowd[i] = 1600000500001
        break
      end
    end
    assert.equal(300, #assert(referrals.all(fake_client(crowd), "t1")))
  end)

  it("returns the error of a search that fails", function()
    for at = 1, 4 do
      local found, err = referrals.all(fake_client(times(450, 10 ^ 9 // 1), at), "t1")
      assert.is_nil(found)
      assert.equal("no scope", err.msg)
    end
  end)

  it("searches once if there are few", function()
    local client = fake_client(times(10, 1000))
    assert(referrals.all(client, "t1"))
    assert.equal(1, client.asked)
  end)

  it("keeps to the given times", function()
    local found = assert(referrals.all(fake_client { 5, 10, 15, 20 }, "t1",
      { from_ms = 10, to_ms = 15 }))
    assert.equal(2, #found)
  end)

  it("reads all referrals of the simulator's busiest talent", function()
    local sim = simulator.start("--limits", "off")
    local busiest = { referrals = 0 }
    for _, talent in ipairs(sim:company().talents) do
      if talent.referrals > busiest.referrals then busiest = talent end
    end
    assert.is_true(busiest.referrals > 400)
    local client = sim:client { limits = false }
    local found = assert(referrals.all(client, busiest.id))
    assert.equal(busiest.referrals, #found)
    local seen = {}
    for _, referral in ipairs(found) do
      assert.is_nil(seen[referral.id])
      seen[referral.id] = true
    end
    client:close()
    sim:stop()
  end)
end)
