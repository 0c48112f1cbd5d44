-- SPDX-License-Identifier: MIT
local failures = require "lark.failures"
local lark = require "lark"
local render = require("lark.render").render
local report = require "lark.report"

-- 100 rows without a permission, one that is unknown and one that was cancelled.
local function errors()
  local list = { n = 102 }
  for i = 1, 100 do
    list[i] = { what = "accounts", id = "a" .. i, error = lark.error {
      kind = "permission", code = 99991672, msg = "no scope for a" .. i, log_id = "log" .. i } }
  end
  list[101] = { what = "accounts", id = "404", error = "unknown" }
  list[102] = { id = "x", error = lark.error { kind = "cancelled", msg = "interrupted" } }
  return list
end

describe("equal errors", function()
  it("are a group, whatever id and log they name", function()
    local groups, cancelled = failures.groups(errors())
    assert.equal(1, cancelled)
    assert.equal(2, #groups)
    assert.equal(100, groups[1].count)
    assert.equal("a1, a2, a3, …", failures.first(groups[1].ids))
    assert.equal(1, groups[2].count)
  end)

  it("are a group where an id stands in a code by chance", function()
    local list = {}
    for i = 1, 12 do
      list[i] = { id = tostring(i), error = lark.error { kind = "api", code = 1002553,
        msg = ("no account %d (1002553)"):format(i) } }
    end
    list[13] = { id = "-5", error = "no -5" }
    list[14] = { id = "+6", error = "no +6" }
    local groups = failures.groups(list)
    assert.equal(2, #groups)
    assert.same({ 12, 2 }, { groups[1].count, groups[2].count })
  end)

  it("are one line of a table, and have all ids in JSON", function()
    local r = report.new "T":table("One", { { a = 1 } })
    local out = render(r, { errors = errors() })
    assert.matches("  1    100  a1, a2, a3, …  accounts  no scope for a1", out, 1, true)
    local plain = lark.decode(render(r, { format = "json", errors = errors() }))
    assert.equal(3, #plain.errors)
    assert.equal(100, plain.errors[1].count)
    assert.equal("a100", plain.errors[1].ids[100])
    assert.equal("404", plain.errors[2].id)
  end)
end)

describe("a result that lacks something", function()
  local function written(format, options, lang)
    options.format = format
    local r = report.new("T", { lang = lang }):table("One", { { a = 1 }, { a = 2 } },
      { "a", { key = "a", title = "b", total = "sum" } })
    return render(r, options)
  end

  it("says so at the top and beside totals, in every format", function()
    local cut = { cut = true }
    assert.matches("^T\nIncomplete: the run was cut short.\n\nOne\n", written("table", cut))
    assert.matches("Total (incomplete)  3", (written("table", cut):gsub(" +", "  ")
      :gsub("Total  %(", "Total (")), 1, true)
    assert.matches("^# T\n\n%*%*Incomplete: the run was cut short.%*%*\n", written("md", cut))
    assert.matches("**Total (incomplete)**", written("md", cut), 1, true)
    assert.matches('<p class="partial" role="status">Incomplete: the run was cut short.</p>',
      written("html", cut), 1, true)
    assert.matches("Total (incomplete)", written("html", cut), 1, true)
    assert.matches("^Incomplete: the run was cut short.\r\n\r\n", written("csv", cut))
    assert.is_true(lark.decode(written("json", cut)).partial)
    assert.matches('^{"failed":0,"partial":true,"table":"partial"}\n', written("ndjson", cut))
    assert.matches("不完整：缺少 2 行。", written("table", { errors = { n = 2, "x", "y" } }, "zh"), 1, true)
  end)

  it("says nothing where nothing lacks", function()
    for _, format in ipairs { "table", "md", "html", "csv", "json", "ndjson" } do
      assert.is_nil(written(format, {}):find "[Pp]artial[^ ]" and format ~= "html" or nil)
      assert.is_nil(written(format, {}):find("ncomplete", 1, true))
    end
  end)

  it("marks the total of a first column itself", function()
    local r = report.new "T":table("One", { { a = 1 } }, { { key = "a", total = "sum" } })
    assert.matches("1 (incomplete)", render(r, { cut = true }), 1, true)
  end)
end)

describe("a cell that could not be read", function()
  local rows = report.rows {
    { who = "a", amount = "1,234.50", unit = "CNY" }, { who = "b", amount = "10", unit = "CNY" },
    { who = "c\xe5\xbc", amount = "—", unit = "USD" },
  }
  local columns = { { key = "who", title = "Who" },
    { key = "amount", title = "Amount", type = "money", currency_key = "unit", total = "sum" } }

  it("is marked, named with row and column, and makes its total incomplete", function()
    local out = render(report.new "T":table("Cash", rows, columns))
    assert.matches("a%s+1,234.50 ⚠", out)
    assert.matches("10.00 CNY ⚠", out, 1, true)
    assert.matches('Cash%s+1%s+Amount%s+"1,234.50"%s+is no number, and in no total', out)
    assert.matches("Cash     3  Who", out, 1, true)
    local page = render(report.new "T":table("Cash", rows, columns), { format = "html" })
    assert.matches('<td class="bad number">1,234.50 ⚠</td>', page, 1, true)
    assert.matches("Cells that could not be read", page, 1, true)
    local plain = lark.decode(render(report.new "T":table("Cash", rows, columns),
      { format = "json" }))
    assert.same({ "amount" }, plain.tables[1].incomplete_totals)
    assert.equal(2, #plain.faults)
    assert.same({ 1, 3 }, { plain.faults[1].row, plain.faults[2].row })
    assert.equal("c\u{FFFD}\u{FFFD}", plain.tables[1].rows[3].who)
    assert.matches('"who":"c\u{FFFD}\u{FFFD}"', render(rows, { format = "ndjson" }), 1, true)
    for _, format in ipairs { "csv", "md" } do
      assert.matches("1,234.50", render(report.new "T":table("Cash", rows, columns),
        { format = format }):match "Cells that could not be read.*", 1, true)
    end
  end)

  it("does not lose the sum of a group, which is marked, too, after other methods", function()
    local by = rows:group("unit", { total = report.sum "amount", n = report.count() })
      :where { unit = "CNY" }:derive { twice = function(row) return row.total * 2 end }
      :select { "unit", cash = "total" }:sort "cash"
    assert.equal(10, by[1].cash)
    local out = render(report.new "T":table("Cash", by))
    assert.matches("10 ⚠", out, 1, true)
    assert.matches('Cash     1  amount  "1,234.50"  is no number', out, 1, true)
  end)

  it("is in no sum of sums, which says so in every format", function()
    local by = rows:group("unit", { total = report.sum "amount" })
    for name, one in pairs {
      groups = by, again = by:group("unit", { total = report.sum "total" }),
      totals = report.rows { by:totals { total = report.sum "total" } },
      means = by:group("unit", { total = report.mean(report.number "total") }),
      pivot = by:pivot { rows = "unit", columns = "unit", value = report.sum "total" }
        :select { total = "CNY" },
    } do
      for _, format in ipairs { "csv", "html", "md", "table", "json" } do
        local out = render(report.new "T":table("Cash", one, { { key = "total" } }),
          { format = format })
        assert.is_truthy(out:find "1,234.50", name .. " in " .. format)
        local two = report.new "T":table("Cash", one, { { key = "total" },
          { key = "total", type = "decimal", title = "Two" } })
        assert.is_truthy(render(two, { format = format }):find "1,234.50", name .. " in " .. format)
      end
    end
  end)

  it("is no excuse for a column of texts: a sum of names is an error", function()
    assert.error_matches(function() rows:group("unit", { x = report.sum "who" }) end,
      "is no number")
  end)
end)
