-- SPDX-License-Identifier: MIT
local lark = require "lark"
local render = require("lark.render").render
local report = require "lark.report"

describe("report", function()
  it("keeps its parts in the order in which they were added", function()
    local r = report.new("T"):note("n"):heading("h"):table("H", { { a = 1 } }, { "a" })
      :chart("C", { { a = 1 } }, { kind = "bar", x = "a", y = "a" }):note("m")
    local kinds = {}
    for i, part in ipairs(r.parts) do kinds[i] = part.kind end
    assert.same({ "note", "heading", "table", "chart", "note" }, kinds)
  end)

  it("keeps empty lists as lists", function()
    assert.equal("[]", lark.encode(report.new "T":table("H", {}).parts[1].rows))
    assert.equal("[]", lark.encode(report.rows {}))
  end)

  it("has all its functions and methods in the reference page", function()
    local file = assert(io.open(os.getenv "LARK_SOURCE" .. "/docs/report-reference.md"))
    local page, missing = file:read "a", {}
    file:close()
    local methods = { report, getmetatable(report.new "T").__index,
      getmetatable(report.rows {}).__index }
    for _, list in ipairs(methods) do
      for name in pairs(list) do
        local is_there = page:find("`" .. name .. "`", 1, true)
          or list == report and page:find("report%." .. name .. "%f[%W]")
        if not is_there and not name:find "^__" then missing[#missing + 1] = name end
      end
    end
    table.sort(missing)
    assert.same({}, missing)
  end)

  it("is recognised among other values", function()
    assert.is_true(report.is(report.new "T"))
    for _, value in ipairs { { title = "T" }, "report", 1, false } do
      assert.is_false(report.is(value))
    end
    assert.is_false(report.is(nil))
  end)

  local function complaint(fn, ...)
    local given = table.pack(...)
    local _, why = pcall(function() fn(table.unpack(given)) end)
    return why:match("report_spec.lua:%d+: (.*)")
  end

  it("raises at the line that names a wrong column", function()
    local function table_of(...) report.new "T":table(...) end
    assert.equal("report: a column is a key, or a table with a key",
      complaint(table_of, "H", {}, { { title = "A" } }))
    assert.equal('report: column a: no type "date"',
      complaint(table_of, "H", {}, { { key = "a", type = "date" } }))
    assert.equal("report: column a: align is left or right",
      complaint(table_of, "H", {}, { { key = "a", align = "up" } }))
    assert.equal('report: column a: no total "average"',
      complaint(table_of, "H", {}, { { key = "a", total = "average" } }))
    assert.equal("report: rows are a list, not a string", complaint(table_of, "H", "rows"))
  end)

  it("raises at the line that adds a wrong chart", function()
    local function chart_of(how) report.new "T":chart("C", {}, how) end
    assert.equal("report: a chart's kind is bar, stacked, line or funnel",
      complaint(chart_of, { kind = "pie" }))
    assert.equal("report: x: a column is a key, or a table with a key",
      complaint(chart_of, { kind = "bar", y = "n" }))
    assert.equal("report: y: y names what is shown",
      complaint(chart_of, { kind = "bar", x = "n", y = {} }))
  end)

  it("refuses an unknown zone or language", function()
    assert.error_matches(function() report.new("T", { zone = "Mars/Crater" }) end,
      "there is no time zone Mars/Crater")
    assert.error_matches(function() report.new("T", { lang = "fr" }) end, "lang is en or zh")
    assert.error_matches(function() report.new(1) end, "a title is a text")
  end)

  it("is written in its language", function()
    local r = report.new("报告", { lang = "zh" }):table("表", {}, { "a" })
    assert.matches("（无数据）", render(r), 1, true)
    assert.matches('<html lang="zh-CN">', render(r, { format = "html" }), 1, true)
    assert.matches("失败的行", render(r, { errors = { n = 1, "x" } }), 1, true)
  end)
end)

describe("a text for each language", function()
  local NAME = { en = "Name", zh = "姓名" }
  local function made(lang)
    local r = report.new({ en = "People", zh = "人员" }, { lang = lang })
    r:note(report.filled({ en = "%d of %s", zh = "%2$s中的 %1$d 人" }, 1, { en = "all", zh = "全部" }))
    r:heading { en = "Parts", zh = "各部分" }
    r:figure({ en = "Count", zh = "人数" }, 2, { type = "integer" })
    r:table({ en = "List", zh = "名单" }, { { name = "a", kind = 1, cash = 1 } }, {
      { key = "name", title = NAME },
      { key = "kind", title = { en = "Kind", zh = "类别" }, type = "enum",
        labels = { { en = "first", zh = "第一" } } },
      { key = "cash", title = { en = "Cash", zh = "现金奖励" }, type = "money", currency = "CNY",
        total = "sum" },
    }, { id = "people" })
    r:table({ en = "Second", zh = "其二" }, {}, { "a" })
    return r:chart({ en = "Kinds", zh = "各类别" }, { { kind = 1, n = 2 } }, { kind = "bar",
      x = { key = "kind", type = "enum", labels = { { en = "first", zh = "第一" } } },
      y = { key = "n", title = { en = "Number", zh = "数量" } } })
  end
  local set
  before_each(function() set = lark.language() end)
  after_each(function() lark.set_language(set) end)

  it("is shown in the report's language, else in the one that is set", function()
    local zh = "人员\n全部中的 1 人\n\n各部分\n\n人数：2\n\n名单\n"
    assert.equal(zh, render(made "zh"):sub(1, #zh))
    assert.matches("People\n1 of all\n\nParts\n\nCount: 2\n\nList\n", render(made()), 1, true)
    lark.set_language "zh"
    assert.equal(render(made "zh"), render(made()))
    assert.not_matches("[\xE4-\xE9][\x80-\xBF]", render(made "en"))
    assert.not_matches("%a%a+ +%a%a+ +%a%a+", render(made "zh"))
    for _, format in ipairs { "md", "html", "cells" } do
      local text = render(made(), { format = format }):gsub("<style>.*</style>", "")
        :gsub("<script>.*</script>", ""):gsub("<[^>]*>", "")
      for _, english in ipairs { "People", "all", "Count", "List", "Kind", "first", "Number" } do
        assert.is_nil(text:find(english, 1, true), format .. " has " .. english)
      end
    end
  end)

  it("is English in CSV, unless the script or the command line named another one", function()
    local english = render(made "en", { format = "csv" })
    assert.matches('List\r\nName,Kind,Cash (CNY)\r\na,first,1.00\r\n', english, 1, true)
    lark.set_language "zh"
    assert.equal(english, render(made(), { format = "csv" }))
    local chinese = render(made "zh", { format = "csv" })
    assert.matches('名单\r\n姓名,类别,现金奖励（CNY）\r\na,第一,1.00\r\n', chinese, 1, true)
    assert.equal(chinese, render(made(), { format = "csv", lang = "zh" }))
    assert.equal(english, render(made "en", { format = "csv", lang = "zh" }))
    local only = report.new "T":chart("C", { { kind = 1, n = 2 } }, { kind = "bar",
      x = { key = "kind", title = NAME, type = "enum", labels = { { en = "first", zh = "第一" } } },
      y = "n" })
    assert.equal("Name,n\r\nfirst,2\r\n", render(only, { format = "csv" }))
  end)

  it("names the tables of NDJSON in English, and finds one by a title or its id", function()
    assert.matches('"table":"List"', render(made "zh", { format = "ndjson" }), 1, true)
    local whole = render(made "zh", { table = "people" })
    assert.matches("名单", whole, 1, true)
    assert.equal(whole, render(made "zh", { table = "名单" }))
    assert.equal(whole, render(made "zh", { table = "List" }))
  end)

  it("is refused where it is none", function()
    assert.error_matches(function() report.new { fr = "Gens" } end, "a title is a text")
    assert.error_matches(function() report.new {} end, "a title is a text")
    assert.error_matches(function()
      report.new "T":table({ en = 1 }, {})
    end, "a title is a text, or nil")
    assert.error_matches(function()
      report.new "T":table("A", { { a = 1 } }, { { key = "a", title = { "x" } } })
    end, "column a: a title is a text")
  end)

  it("may lack a language; another one stands in", function()
    assert.matches("^Only\n", render(report.new({ en = "Only" }, { lang = "zh" })))
    assert.equal("b", report.text({ en = "a", zh = "b" }, "zh"))
    assert.equal("7 rows", report.filled("%d rows", 7))
  end)
end)

describe("the id of a part", function()
  it("stays when the title changes; programs find it in JSON", function()
    local rows = { { name = "a", n = 1 } }
    local r = report.new "T":table("Ledger", rows, nil, { id = "ledger" }):table("Other", rows)
      :chart("C", rows, { kind = "bar", x = "name", y = "n" }, { id = "most" })
      :chart("D", rows, { kind = "bar", x = "name", y = "n" })
    local plain = lark.decode(render(r, { format = "json" }))
    assert.same({ "ledger", "table2" }, { plain.tables[1].id, plain.tables[2].id })
    assert.same({ "most", "chart2" }, { plain.charts[1].id, plain.charts[2].id })
    assert.equal("name", plain.charts[1].x_key)
    assert.equal("n", plain.charts[1].series_ids[1])
  end)

  it("is unique, and a word", function()
    local function with(id)
      return function() report.new "T":table("x", {}, nil, { id = id }) end
    end
    assert.error_matches(with "a b", "an id is letters")
    assert.error_matches(with(1), "an id is letters")
    assert.error_matches(function()
      report.new "T":table("x", {}, nil, { id = "a" }):table("y", {}, nil, { id = "a" })
    end, 'two parts have the id "a"')
    assert.error_matches(function() report.new "T":table("x", {}, nil, { name = "a" }) end,
      "has the option id, and no name")
  end)

  it("keeps two people of one name apart in a chart", function()
    local rows = {
      { who = 1, name = "Li", part = "x", n = 1 }, { who = 2, name = "Li", part = "x", n = 2 },
      { who = 1, name = "Li", part = "y", n = 4 },
    }
    local chart = report.new "T":chart("C", rows, { kind = "stacked", y = "n", series = "part",
      x = { key = "name", id = "who" } }).parts[1].chart
    assert.same({ "Li", "Li" }, { chart.categories[1], chart.categories[2] })
    assert.same({ 1, 2 }, { chart.ids[1], chart.ids[2] })
    assert.same({ 1, 2 }, { chart.series[1].values[1], chart.series[1].values[2] })
  end)
end)

describe("report:figure", function()
  it("is a line elsewhere than in a page, and a list in JSON", function()
    local r = report.new "T":figure("Hires", 12):figure("Share", 0.125, { type = "percent" })
      :figure("None", nil)
    assert.equal("T\nHires: 12\nShare: 12.5%\nNone: —\n", render(r))
    assert.matches("Share: **12.5%**", render(r, { format = "md" }), 1, true)
    assert.same({ label = "Hires", value = 12, text = "12" },
      lark.decode(render(r, { format = "json" })).figures[1])
  end)
end)

describe("a share", function()
  local ROWS = { { a = "x", n = 1, currency = "CNY" }, { a = "y", n = "2", currency = "CNY" },
    { a = "z" } }
  local function shown(rows, format, share)
    return render(report.new "T":table("T", rows, { "a",
      { key = "share", share = share or "n", title = "Share", total = "sum" } }),
      { format = format })
  end

  it("is the percent of the total, in every format", function()
    assert.matches("x%s+33.3%%\ny%s+66.7%%\nz%s+—\n.*Total%s+100.0%%", shown(ROWS, "table"))
    assert.matches("| x | 33.3% |", shown(ROWS, "md"), 1, true)
    assert.matches("x,0.333\r\ny,0.667\r\nz,\r\n", shown(ROWS, "csv"), 1, true)
    assert.matches(">66.7%</td>", shown(ROWS, "html"), 1, true)
    local one = lark.decode(shown(ROWS, "json")).tables[1]
    assert.equal(0.333333333333333, one.rows[1].share)
    assert.same({ share = 1 }, one.totals)
    assert.matches('"share":0.666666666666667', shown(ROWS, "ndjson"), 1, true)
    assert.matches('"formats":%["","0.0%%"%].*0.666', shown(ROWS, "cells"))
    assert.is_nil(ROWS[1].share)
  end)

  it("is missing where there is no total", function()
    assert.matches("\r\nx,\r\n", shown({ { a = "x", n = 0 } }, "csv"), 1, true)
    assert.matches("Share", shown({}, "table"), 1, true)
  end)

  it("is of one currency, and of a field that there is", function()
    local mixed = { { a = "x", amount = 1, currency = "CNY" },
      { a = "y", amount = 1, currency = "USD" } }
    assert.error_matches(function() shown(mixed, "csv", "amount") end, "2 currencies")
    assert.error_matches(function() shown(ROWS, "csv", "m") end, 'no row has "m"')
    assert.error_matches(function()
      report.new "T":table(nil, { { n = 1, share = 2 } }, { { key = "share", share = "n" } })
    end, "have that field already")
    assert.error_matches(function()
      report.new "T":table(nil, ROWS, { { key = "share", share = 1 } })
    end, "a share is of a field")
  end)
end)
