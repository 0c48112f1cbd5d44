-- SPDX-License-Identifier: MIT

-- Keys that no row has (lark/rows/known.lua), and currencies that do not add up
-- (lark/currency.lua).
local lark = require "lark"
local report = require "lark.report"

local cash = report.rows {
  { who = "a", currency = "CNY", amount = 0.1 }, { who = "b", currency = "USD", amount = 5 },
  { who = "c", currency = "CNY", amount = 0.2, note = lark.null },
}

-- The message that a mistake raises, with the line of this file in front of it.
local function complaint(fn)
  local ok, why = pcall(fn)
  assert.is_false(ok)
  return (why:match "known_spec.lua:%d+: (.*)")
end

describe("a key that no row has", function()
  local meant = 'no row has "curency"; did you mean "currency"?'
  local ways = {
    group = function() cash:group("curency", { n = report.count() }) end,
    sort = function() cash:sort("-curency") end,
    where = function() cash:where { curency = "CNY" } end,
    select = function() cash:select { "who", unit = "curency" } end,
    derive = function() cash:derive { unit = "curency" } end,
    unnest = function() cash:unnest "curency" end,
    distinct = function() cash:distinct "curency" end,
    complete = function() cash:complete("curency", { "CNY" }) end,
    join = function() cash:join(cash, { on = "curency" }) end,
    pivot = function() cash:pivot { rows = "who", columns = "curency" } end,
  }
  for method, way in pairs(ways) do
    it("is an error in " .. method .. ", with the nearest", function()
      assert.equal(method .. ": " .. meant, complaint(way))
    end)
  end

  it("is an error in an aggregate, a table and a chart", function()
    assert.equal('total: no row has "amuont"; did you mean "amount"?', complaint(function()
      cash:group("currency", { total = report.sum "amuont" })
    end))
    assert.equal("report: column curency: " .. meant, complaint(function()
      report.new "T":table("T", cash, { "who", { key = "curency", title = "Unit" } })
    end))
    assert.equal("report: column amount: " .. meant, complaint(function()
      report.new "T":table("T", cash,
        { { key = "amount", type = "money", currency_key = "curency" } })
    end))
    for _, how in ipairs {
      { kind = "bar", x = "who", y = { key = "curency" } },
      { kind = "bar", x = "curency", y = "amount" },
      { kind = "bar", x = "who", y = "amount", series = "curency" },
    } do
      assert.equal("report: " .. meant,
        complaint(function() report.new "T":chart("T", cash, how) end))
    end
  end)

  it("is an error through report.number and report.named", function()
    assert.equal("sort: " .. meant, complaint(function() cash:sort(report.number "curency") end))
    assert.equal('select: no row has "nam"; there are amount, currency, note, who',
      complaint(function() cash:select { x = report.named "nam" } end))
  end)

  it("is none without rows, or where a null stands", function()
    local none = report.rows {}
    assert.equal(0, #none:group("curency", { n = report.sum "nn" }):sort "-nope")
    report.new "T":table("T", {}, { "x" })
    assert.equal(3, #cash:sort "note")
    assert.equal(3, #cash:where { missing = lark.null })
  end)

  it("is none where a method made it, also after other methods", function()
    local some = cash:derive { month = function() return nil end }
    assert.equal(1, #some:where { who = "a" }:join(cash, { on = "who" }):sort "month")
    assert.equal(1, #some:group "month")
    assert.equal(6, #report.concat { some, cash }:sort "month")
    assert.equal(3, #cash:declare { "later" }:sort("later", "later.inner"))
  end)

  it("is none where the catalog documents it beside the others", function()
    local accounts = report.rows { { account = { account_id = "1" } } }
    accounts:derive { points = "account.assets.confirmed_bonus.point_bonus" }
    assert.matches("confirmd_bonus", complaint(function()
      accounts:derive { points = "account.assets.confirmd_bonus.point_bonus" }
    end), 1, true)
    -- The item of a page, whose fields are often left out.
    local applications = report.rows { { id = "1", talent_id = "2", stage = "x" } }
    assert.equal(1, #applications:group "termination_type")
    assert.matches("did you mean", complaint(function()
      applications:group "stagee"
    end), 1, true)
  end)
end)

describe("amounts of several currencies", function()
  it("do not add up to one number", function()
    assert.equal("total: the amounts are in 2 currencies (CNY, USD): group by \"currency\", too, "
      .. "or ask for one sum of all with { currency = false }",
      complaint(function() cash:totals { total = report.sum "amount" } end))
    assert.matches("2 currencies", complaint(function()
      cash:derive { all = function() return 1 end }:group("all", { m = report.mean "amount" })
    end))
    assert.matches("pivot: the amounts are in 2 currencies", complaint(function()
      cash:derive { one = function() return "x" end }
        :pivot { rows = "one", columns = "one", value = report.sum "amount" }
    end))
  end)

  it("add up by currency, and in one sum where a script asks for it", function()
    local by = cash:group("currency", { total = report.sum "amount" })
    assert.same({ { currency = "CNY", total = 0.3 }, { currency = "USD", total = 5 } },
      { by[1], by[2] })
    assert.equal(5.3, cash:totals { total = report.sum("amount", { currency = false }) }.total)
    assert.matches("group by \"who\"", complaint(function()
      cash:totals { total = report.sum("amount", { currency = "who" }) }
    end))
  end)

  it("have a total each, though the column does not say that it is money", function()
    local render = require("lark.render").render
    local out = render(report.new "T":table("T", cash, {
      "who", { key = "amount", type = "decimal", total = "sum" } }))
    assert.matches("0.30 CNY; 5.00 USD", out, 1, true)
  end)

  it("are not added up in a bar of a chart", function()
    assert.matches("amounts in CNY and USD cannot be added up", complaint(function()
      report.new "T":chart("T", { { x = "a", s = 1, currency = "CNY", amount = 1 },
        { x = "a", s = 1, currency = "USD", amount = 1 } },
        { kind = "stacked", x = "x", y = "amount", series = "s" })
    end))
  end)
end)
