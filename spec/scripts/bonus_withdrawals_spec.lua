-- SPDX-License-Identifier: MIT

-- scripts/bonus_withdrawals.lua.
local files = require "support.files"
local workflows = require "support.workflow"

local WITHDRAW = "hire.referral_account.withdraw"

describe("bonus_withdrawals", function()
  local flow, client, accounts
  before_each(function()
    flow = workflows.new "bonus_withdrawals"
    client = flow.sim:client { limits = false }
    accounts = {}
    for _, account in ipairs(flow.sim:company().accounts) do
      local known = client.hire.referral_account.get_account_assets {
        referral_account_id = account.id }.account
      if known.status == 1 and #accounts < 6 then accounts[#accounts + 1] = account.id end
    end
    flow.sim:reset()
  end)
  after_each(function() flow:remove() end)

  workflows.it_is_a_workflow(it, "bonus_withdrawals", { os.getenv "LARK_SOURCE"
    .. "/scripts/referral_report.csv", "--payout", "x" })

  local function write(lines, header)
    return flow:write("accounts.csv", (header or "referral_account_id") .. "\n"
      .. table.concat(lines, "\n") .. "\n")
  end

  local function assets(id)
    return client.hire.referral_account.get_account_assets {
      referral_account_id = id }.account.assets.confirmed_bonus
  end

  local function withdrawn()
    local by_account = {}
    for _, entry in ipairs(flow.sim:records "ledger") do
      by_account[entry.account_id] = (by_account[entry.account_id] or 0) + 1
    end
    return by_account
  end

  local function once_each()
    local expected = {}
    for _, id in ipairs(accounts) do expected[id] = 1 end
    return expected
  end

  it("withdraws from each account once, and again for another payout", function()
    local before = assets(accounts[1])
    local words = { write(accounts), "--payout", "2026-11" }
    local found = flow:read(words)
    assert.same(once_each(), withdrawn())
    assert.equal(before.point_bonus, found.steps[1].points)
    assert.matches(before.cash_bonus[1].amount .. " " .. before.cash_bonus[1].currency_type,
      found.steps[1].money, 1, true)
    assert.equal(0, assets(accounts[1]).point_bonus)
    local again = flow:read(words)
    assert.equal(before.point_bonus, again.steps[1].points)
    assert.equal("done before", again.steps[1].outcome)
    assert.equal(#accounts, flow.sim:count(WITHDRAW))
    -- Without its journal, the platform knows the orders.
    flow:read { words[1], "--payout", "2026-11", "--journal", flow:path "other.db" }
    assert.same(once_each(), withdrawn())
    flow:read { words[1], "--payout", "2026-12" }
    assert.equal(2, withdrawn()[accounts[1]])
  end)

  it("withdraws what a row says, under an order of the caller's own", function()
    flow:read { write({ accounts[1] .. ",points,w-1", accounts[2] .. ",money,w-2",
      accounts[3] .. ",,w-3" }, "referral_account_id,kinds,external_order_id") }
    local first, second, third = assets(accounts[1]), assets(accounts[2]), assets(accounts[3])
    assert.equal(0, first.point_bonus)
    assert.is_true(#first.cash_bonus > 0)
    assert.is_true(second.point_bonus > 0)
    assert.equal(0, #second.cash_bonus)
    assert.equal(0, third.point_bonus + #third.cash_bonus)
    -- The same order for something else is no repeat.
    local ended = flow:run { write({ accounts[1] .. ",money,w-1" },
      "referral_account_id,kinds,external_order_id") }
    assert.equal(2, ended.status)
    assert.matches("row w-1 has changed since it was done", ended.err, 1, true)
    assert.same({ [accounts[1]] = 1, [accounts[2]] = 1, [accounts[3]] = 1 }, withdrawn())
  end)

  it("withdraws nothing in a dry run, and shows what there is", function()
    local before = assets(accounts[1])
    local found = flow:read { write(accounts), "--payout", "2026-11", "--dry-run" }
    assert.equal("would be sent", found.steps[1].outcome)
    assert.equal(before.point_bonus, found.steps[1].points)
    assert.matches("POST /open-apis/hire/v1/referral_account/" .. accounts[1],
      found.steps[1].request, 1, true)
    assert.equal(0, flow:changes())
    assert.is_nil(files.read(flow:path "bonus_withdrawals.db"))
    flow:read { write(accounts), "--payout", "2026-11" }
    found = flow:read { write(accounts), "--payout", "2026-11", "--dry-run" }
    assert.equal("done before", found.steps[1].outcome)
  end)

  it("neither doubles nor loses a withdrawal where answers are lost", function()
    local words = { write(accounts), "--payout", "2026-11" }
    flow.sim:faults { "reset-after,times=2,endpoint=" .. WITHDRAW,
      "close-after,times=2,endpoint=" .. WITHDRAW, "reset-before,endpoint=" .. WITHDRAW }
    flow:run(words)
    flow.sim:faults {}
    flow:read(words)
    assert.same(once_each(), withdrawn())
    -- No answer at all comes: the key makes it safe to ask again.
    local path = flow:write("more.csv", "referral_account_id\n" .. accounts[1] .. "\n")
    flow.sim:faults { "reset-after,times=99,endpoint=" .. WITHDRAW }
    assert.not_equal(0, flow:run({ path, "--payout", "2026-12" }).status)
    flow.sim:faults {}
    assert.equal("done", flow:read({ path, "--payout", "2026-12" }).steps[1].outcome)
    assert.equal(2, withdrawn()[accounts[1]])
  end)

  it("goes on past an account that is refused, and does it in the next run", function()
    local words = { write { accounts[1], "404", accounts[2] }, "--payout", "2026-11" }
    local found, ended = flow:read(words, 6)
    assert.same({ "done", "failed", "done" },
      { found.steps[1].outcome, found.steps[2].outcome, found.steps[3].outcome })
    assert.matches("1002553", ended.err, 1, true)
    assert.matches("1002553", found.steps[2].error, 1, true)
  end)

  it("says what is wrong before the first withdrawal", function()
    local header = "referral_account_id,kinds,external_order_id"
    local function refuses(wanted, path, ...)
      local ended = flow:run { path, ... }
      assert.is_true(ended.status == 1 or ended.status == 2, ended.status)
      assert.matches(wanted, ended.err, 1, true)
      assert.equal(1, select(2, ended.err:gsub("\n", "")), ended.err)
    end
    refuses("there are no rows", write {}, "--payout", "x")
    refuses("which CSV file")
    refuses("/nowhere.csv", "/nowhere.csv", "--payout", "x")
    refuses("name the payout with --payout", write(accounts))
    refuses("rows 1 and 3 are one withdrawal", write { accounts[1], accounts[2], accounts[1] },
      "--payout", "x")
    refuses("rows 1 and 2", write({ "1,points,a", "2,points,a" }, header))
    refuses('points, money or both, not "cash"', write({ "1,cash,a" }, header))
    refuses("referral_account_id is empty", write({ '"",points,a' }, header))
    assert.equal(0, flow:changes())
  end)
end)
