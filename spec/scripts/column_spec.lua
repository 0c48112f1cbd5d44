-- SPDX-License-Identifier: MIT
local column = require "lark.column"
local lark = require "lark"
local render = require("lark.render").render
local report = require "lark.report"

-- The texts of one column of some rows.
local function shown(facts, rows, options)
  facts.key = facts.key or "v"
  local made = assert(column.of(facts, options))
  local texts = {}
  for i, row in ipairs(rows) do
    local value = made.read(row)
    texts[i] = value == nil and "missing" or column.text(made, value, row)
  end
  return texts
end

describe("a column", function()
  it("tells missing from zero and from empty", function()
    assert.same({ "0.00", "missing", "missing", "" },
      shown({ type = "decimal" }, { { v = 0 }, {}, { v = lark.null }, { v = "" } }))
  end)

  it("reads a key, a path, or a function", function()
    local row = { a = { b = 1 }, ["c.d"] = 2 }
    assert.same({ "1" }, shown({ key = "a.b" }, { row }))
    assert.same({ "2" }, shown({ key = "c.d" }, { row }))
    assert.same({ "3" }, shown({ key = "x", value = function(r) return r.a.b + 2 end }, { row }))
    assert.same({ "missing" }, shown({ key = "a.b.c.d" }, { row }))
  end)

  it("writes decimals with their places, from numbers and from text", function()
    assert.same({ "1234.50", "0.10", "20.00", "many" },
      shown({ type = "decimal" }, { { v = 1234.5 }, { v = 0.1 }, { v = "20" }, { v = "many" } }))
    assert.same({ "1.250" }, shown({ type = "decimal", places = 3 }, { { v = 1.25 } }))
  end)

  it("writes decimals with the digits of the currency beside them", function()
    assert.same({ "150600", "12.50", "0.50", "7.00" },
      shown({ type = "decimal", currency_key = "c" },
        { { v = 150600, c = "JPY" }, { v = 12.5, c = "CNY" }, { v = 0.5, c = "JPY" }, { v = 7 } }))
  end)

  it("writes money with its currency", function()
    assert.same({ "5.00 CNY" }, shown({ type = "money", currency = "CNY" }, { { v = 5 } }))
    assert.same({ "5 JPY", "1.00" }, shown({ type = "money", currency_key = "c" },
      { { v = 5, c = "JPY" }, { v = 1 } }))
  end)

  it("writes a time of milliseconds, number or text, in its zone", function()
    local rows = { { v = 1618899376474 }, { v = "1618899376474" }, { v = "soon" } }
    assert.same({ "2021-04-20 14:16", "2021-04-20 14:16", "soon" },
      shown({ type = "time", zone = "Asia/Shanghai" }, rows))
    assert.same({ "06:16", "06:16", "soon" },
      shown({ type = "time", format = "%H:%M" }, rows, { zone = "UTC" }))
  end)

  it("labels an enum from the catalog, in English or Chinese", function()
    local rows = { { v = 1 }, { v = 99 } }
    local enum = { of = "hire.external_application.list", field = "items.job_recruitment_type" }
    local function labelled(lang)
      return shown({ type = "enum", of = enum.of, field = enum.field, lang = lang }, rows)
    end
    local labels = assert(report.labels(enum.of, enum.field, "zh"))
    assert.equal("社招", labels[1])
    assert.same({ "社招", "99" }, labelled "zh")
    assert.is_not_equal("社招", labelled "en"[1])
    assert.same({ "on", "99" }, shown({ type = "enum", labels = { "on" } }, rows))
  end)

  it("says that there is no such enum", function()
    local function why(facts)
      facts.key, facts.type = "v", "enum"
      return (select(2, column.of(facts)))
    end
    assert.matches("there is no endpoint hire.nothing", why { of = "hire.nothing", field = "x" })
    assert.equal("column v: hire.referral.search has no enum items.id",
      why { of = "hire.referral.search", field = "items.id" })
    assert.equal("column v: an enum has `of` and `field`, or labels", why {})
    assert.is_truthy(column.of { key = "v", type = "enum", of = "hire.referral.search",
      field = "user_id_type" })
  end)

  it("refuses wrong facts before anything is written", function()
    for _, wrong in ipairs {
      { titel = "T" }, { title = 5 }, { places = 1.5 }, { places = -2 }, { format = "%Q" },
      { type = "enum", labels = { 5 } },
    } do
      wrong.key = "v"
      local made, why = column.of(wrong)
      assert.is_nil(made)
      assert.matches("^column v: ", why)
    end
  end)

  it("keeps ids exact, and aligns them to the left", function()
    local id = "6134134355464633123"
    assert.same({ id }, shown({ type = "id" }, { { v = id } }))
    assert.equal("left", column.of({ key = "v", type = "id" }).align)
  end)
end)

describe("totals", function()
  local rows = {
    { who = "a", n = 1, cash = 0.1, cur = "CNY" }, { who = "b", cash = 0.2, cur = "CNY" },
    { who = "c", n = 2, cash = 3, cur = "USD" },
  }

  local function totalled(format)
    return render(report.new "T":table(nil, rows, {
      { key = "who", title = "Who" },
      { key = "n", total = "sum" },
      { key = "cash", type = "money", currency_key = "cur", total = "sum" },
      { key = "cur", total = "distinct" },
      { key = "share", value = function(row) return row.cash end, type = "decimal",
        total = "mean" },
    }), { format = format })
  end

  it("stand below the table, one for each currency", function()
    assert.matches("Total  3  0.30 CNY; 3.00 USD  2     1.10\n$", (totalled "table"))
    assert.matches("| **Total** | **3** | **0.30 CNY; 3.00 USD** | **2** | **1.10** |\n",
      totalled "md", 1, true)
    assert.matches("<tfoot><tr><td>Total</td><td class=\"number\">3</td>", totalled "html", 1, true)
  end)

  it("keep currencies apart for every aggregate", function()
    for total, text in pairs { mean = "0.15 CNY; 3.00 USD", max = "0.20 CNY; 3.00 USD" } do
      local out = render(report.new "T":table(nil, rows, {
        { key = "cash", type = "money", currency_key = "cur", total = total },
      }))
      assert.matches(text .. "\n$", out)
    end
  end)

  it("are separate from the rows in JSON, and left out of CSV", function()
    local json = lark.decode(totalled "json")
    assert.same({ n = 3, cash = "0.30 CNY; 3.00 USD", cur = 2, share = 1.1 }, json.tables[1].totals)
    assert.is_nil(totalled "csv":find("Total", 1, true))
  end)

  it("are missing if all values are missing", function()
    local out = render(report.new "T":table(nil, { { a = "x", n = lark.null } },
      { "a", { key = "n", type = "integer", total = "sum" } }))
    assert.matches("\nTotal\n$", out)
  end)
end)
