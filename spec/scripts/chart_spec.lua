-- SPDX-License-Identifier: MIT
local chart = require "lark.chart"
local lark = require "lark"
local render = require("lark.render").render
local report = require "lark.report"

local ROWS = {
  { month = "一月", cur = "CNY", n = 5, cash = 0.1 }, { month = "一月", cur = "USD", n = 2 },
  { month = "二月", cur = "CNY", n = -1, cash = "3" },
}

local function plain(series)
  local list = {}
  for i, one in ipairs(series) do
    list[i] = { one.name }
    for at, value in ipairs(one.values) do
      list[i][at + 1] = value ~= lark.null and value
    end
  end
  return list
end

describe("chart.of", function()
  it("has a series for each y", function()
    local made = assert(chart.of(ROWS, { kind = "line", x = "month",
      y = { "n", { key = "cash", title = "Cash", type = "decimal" } } }))
    assert.same({ "一月", "一月", "二月" }, { table.unpack(made.categories) })
    assert.same({ { "n", 5, 2, -1 }, { "Cash", 0.1, false, 3 } }, plain(made.series))
    assert.same({ "0.10", "", "3.00" }, { table.unpack(made.texts[2]) })
  end)

  it("splits one y by another field", function()
    local made = assert(chart.of(ROWS, { kind = "stacked", x = "month", y = "n", series = "cur" }))
    assert.same({ "一月", "二月" }, { table.unpack(made.categories) })
    assert.same({ { "CNY", 5, -1 }, { "USD", 2, false } }, plain(made.series))
  end)

  it("adds up values of the same category, and names a missing category", function()
    local made = assert(chart.of({ { x = "a", y = 0.1, s = "k" }, { x = "a", y = 0.2, s = "k" },
      { y = 1 } }, { kind = "bar", x = "x", y = "y", series = "s" }))
    assert.same({ "a", "—" }, { table.unpack(made.categories) })
    assert.same({ { "k", 0.3, false }, { "—", false, 1 } }, plain(made.series))
    assert.equal("0.3", made.texts[1][1])
  end)

  it("refuses unknown facts", function()
    assert.equal("a chart has kind, x, y and series, and no title",
      select(2, chart.of({}, { kind = "bar", x = "x", y = "y", title = "t" })))
  end)

  it("refuses more series than readers can tell apart", function()
    local many = {}
    for i = 1, 9 do many[i] = { x = "a", n = i, s = "s" .. i } end
    local _, why = chart.of(many, { kind = "bar", x = "x", y = "n", series = "s" })
    assert.equal("9 series are more than anybody tells apart; 8 are the most", why)
  end)
end)

describe("a chart", function()
  local function drawn(how, format, rows, options)
    options = options or {}
    options.format = format
    return render(report.new "T":chart("C", rows or ROWS, how), options)
  end

  it("is bars of blocks in a terminal, to an eighth of a cell", function()
    assert.equal("T\n\nC\na  8  ████████████████\nb  1  ██\nd  —\n",
      drawn({ kind = "bar", x = "k", y = "n" }, "table", {
        { k = "a", n = 8 }, { k = "b", n = 1 }, { k = "d" } }, { width = 22 }))
  end)

  it("grows to the left of an axis where values are negative, on one scale", function()
    assert.equal("T\n\nC\na   8       │██████████\nb   1       │█▎\nc  -4  █████│\nd   —       │\n",
      drawn({ kind = "bar", x = "k", y = "n" }, "table", {
        { k = "a", n = 8 }, { k = "b", n = 1 }, { k = "c", n = -4 }, { k = "d" } }, { width = 23 }))
    assert.equal("T\n\nC\na  -8  ███████████████│\nb  -1               ██│\n",
      drawn({ kind = "bar", x = "k", y = "n" }, "table", {
        { k = "a", n = -8 }, { k = "b", n = -1 } }, { width = 23 }))
  end)

  it("has a shade for each series, without any colour", function()
    assert.equal("T\n\nC\na · n   4       │██████████\na · m  -2  ▓▓▓▓▓│\n",
      drawn({ kind = "bar", x = "k", y = { "n", "m" } }, "table", { { k = "a", n = 4, m = -2 } },
        { width = 27 }))
    local keys, seen, count, row = {}, {}, 0, { k = "a" }
    for i = 1, 8 do
      keys[i], row["n" .. i] = "n" .. i, 5
    end
    local shown = drawn({ kind = "bar", x = "k", y = keys }, "table", { row })
    for bar in shown:gmatch "5  ([^\n]+)" do
      local mark = bar:sub(1, utf8.offset(bar, 2) - 1)
      assert.is_nil(seen[mark], mark)
      seen[mark], count = true, count + 1
    end
    assert.equal(8, count)
  end)

  it("is a plot where a line has many points, and bars where it has few", function()
    local rows = {}
    for i = 1, 60 do rows[i] = { k = ("m%02d"):format(i), n = i - 10, m = 60 - i } end
    rows[30].n = nil
    local how = { kind = "line", x = "k", y = "n" }
    local shown = drawn(how, "table", rows, { width = 60 })
    -- A title, ten lines, and the ends below: not a line for each point.
    assert.equal(12, select(2, shown:match "\nC\n(.*)":gsub("\n", "")))
    assert.matches("\n50 │ +⢀[^\n]*\n", shown)
    assert.matches("\n 0 │[^\n]*\n", shown)
    assert.matches("\n%-9 │⡠", shown)
    assert.matches("\n +m01 +m60\n$", shown)
    for line in shown:gmatch "[^\n]+" do assert.is_true(utf8.len(line) <= 60, line) end
    how.y = { "n", "m" }
    shown = drawn(how, "table", rows, { width = 60 })
    assert.matches("\nC\nn\n59 │", shown)
    assert.matches("\nm\n59 │", shown)
    assert.equal(13, select(2, shown:match "\nC\n(.*)":gsub("\n", "")))
    local few = table.move(rows, 1, 16, 1, {})
    assert.matches("m16 · m  44           │▓", drawn(how, "table", few), 1, true)
  end)

  it("is a plot of equal, missing and huge values, too", function()
    for _, value in ipairs { 0, 5, -5, 1e300, lark.null } do
      local rows = {}
      for i = 1, 20 do rows[i] = { k = "m" .. i, n = value } end
      rows[3].n = -1e300
      for _, columns in ipairs { 20, 300 } do
        local shown = drawn({ kind = "line", x = "k", y = "n" }, "table", rows, { width = columns })
        assert.matches("m1 +m20\n$", shown)
        assert.is_nil(shown:find("nan", 1, true))
      end
    end
  end)

  it("is a table in Markdown, numbers in JSON, and in CSV where there is no table", function()
    local how = { kind = "bar", x = "month", y = "n", series = "cur" }
    assert.matches("| 一月 | 5 | 2 |\n| 二月 | -1 | — |\n", drawn(how, "md"), 1, true)
    assert.equal("month,CNY,USD\r\n一月,5,2\r\n二月,-1,\r\n", drawn(how, "csv"))
    local json = lark.decode(drawn(how, "json")).charts[1]
    assert.same({ name = "CNY", values = { 5, -1 } }, json.series[1])
    assert.equal("bar", json.kind)
    assert.equal("", drawn(how, "ndjson"))
  end)

  local function balanced(svg)
    local open = {}
    for close, name, rest in svg:gmatch "<(/?)(%a+)(.-)>" do
      if close == "/" then
        assert.equal(table.remove(open), name)
      elseif rest:sub(-1) ~= "/" then
        open[#open + 1] = name
      end
    end
    return #open == 0
  end

  for _, kind in ipairs { "bar", "stacked", "line", "funnel" } do
    it("is SVG in a page, with a text for screen readers: " .. kind, function()
      local page = drawn({ kind = kind, x = "month", y = "n", series = "cur" }, "html", {
        { month = "<一月>", cur = "CNY", n = 5 }, { month = "二月", cur = "US&D", n = 2 },
        { month = "三月", cur = "CNY" } })
      local svg = page:match "<svg.-</svg>"
      assert.matches('role="img"', svg, 1, true)
      assert.matches('aria-labelledby="chart1-title chart1-about"', svg, 1, true)
      assert.matches('<title id="chart1-title">C</title>', svg, 1, true)
      assert.matches("CNY: &lt;一月&gt; 5, 二月 missing, 三月 missing", svg, 1, true)
      assert.is_true(balanced(svg))
      assert.is_nil(svg:find("nan", 1, true) or svg:find("inf", 1, true))
      assert.matches("<details><summary>Data</summary>", page, 1, true)
    end)

    it("survives no rows, one value, zeros, huge values and missing ones: " .. kind, function()
      for _, rows in ipairs { {}, { { k = "a", n = 0 } }, { { k = "a", n = lark.null } },
        { { k = "a", n = 1e300 }, { k = "b", n = -1e300 } }, { { k = "a", n = 1e-9 } },
        { { k = "a", n = -5 } }, { { k = "a", n = 1e308 }, { k = "b", n = -1e308 } },
        { { k = "a", n = 5e-324 } }, { { k = "a", n = "1e400" }, { k = "b", n = 0 / 0 } } } do
        local page = drawn({ kind = kind, x = "k", y = "n" }, "html", rows)
        local svg = page:match "<svg.-</svg>" or ""
        assert.is_nil(svg:find("nan", 1, true) or svg:find("inf", 1, true) or svg:find("=\"-?%d+e"))
        drawn({ kind = kind, x = "k", y = "n" }, "table", rows)
      end
    end)
  end

  it("shows a limited number of categories, and says how many are left out", function()
    local many = {}
    for i = 1, 100 do many[i] = { k = "k" .. i, n = i } end
    local how = { kind = "bar", x = "k", y = "n" }
    assert.matches("… 60 more", drawn(how, "html", many), 1, true)
    assert.matches("… 60 more\n$", drawn(how, "table", many))
    for kind, more in pairs { bar = "… 另有 60 项", funnel = "另有 %d+ 项" } do
      how.kind = kind
      local r = report.new("T", { lang = "zh" }):chart("C", many, how)
      for _, format in ipairs { "html", "table" } do
        local shown = render(r, { format = format })
        assert.matches(more, shown)
        assert.is_nil(shown:find(" more", 1, true))
      end
    end
  end)

  it("has whole ticks for counts, and none between", function()
    local page = drawn({ kind = "bar", x = "k", y = "n" }, "html",
      { { k = "a", n = 1 }, { k = "b", n = 2 } })
    assert.is_nil(page:find(">0.5<", 1, true))
    assert.matches(">2</text>", page, 1, true)
  end)

  it("names quarters or years on an axis of months, and has titles of its axes", function()
    local months = {}
    for i, month in ipairs(report.months("2020-03", "2025-02")) do
      months[i] = { m = month, n = i }
    end
    local page = drawn({ kind = "line", x = { key = "m", title = "Month" },
      y = { key = "n", title = "Hires" } }, "html", months)
    local wide = page:match '<svg[^>]-class="wide".-</svg>'
    for month in wide:gmatch ">%d%d%d%d%-(%d%d)</text>" do
      assert.is_true(month == "01" or month == "07", month)
    end
    assert.matches(">Month</text>", wide, 1, true)
    assert.matches(">Hires</text>", wide, 1, true)
  end)

  it("has the total of each stack, and the conversion between steps of a funnel", function()
    local rows = { { k = "a", n = 1200, s = "x" }, { k = "a", n = 300, s = "y" },
      { k = "b", n = 900, s = "x" } }
    local page = drawn({ kind = "stacked", x = "k", y = "n", series = "s" }, "html", rows)
    assert.matches(">1,500</text>", page, 1, true)
    -- The legend names the series, and no axis has the name of the first.
    page = drawn({ kind = "stacked", x = "k", y = { "n", { key = "m", title = "Second" } } },
      "html", { { k = "a", n = 1, m = 2 } })
    assert.equal(1, select(2, page:match('<svg[^>]-class="wide".-</svg>'):gsub(">n</text>", "")))
    page = drawn({ kind = "funnel", x = "k", y = "n" }, "html", { rows[1], rows[3] })
    assert.matches("↓ 75%", page, 1, true)
  end)
end)
