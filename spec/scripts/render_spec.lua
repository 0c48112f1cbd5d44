-- SPDX-License-Identifier: MIT
local lark = require "lark"
local render = require("lark.render").render
local report = require "lark.report"

local ESC = "\27"

-- One row with text that the platform may send.
local function awkward()
  return {
    { id = "7057542136710958306", name = "张三 😀", n = -5, text = '=1+1 "q"\n<b>' .. ESC .. "[m" },
    { id = "2", n = lark.null, user = { name = { zh_cn = "李四" } },
      tags = lark.array { "a", 1, true } },
  }
end

local function lines(...) return table.concat({ ... }, "\n") .. "\n" end

describe("render", function()
  it("writes nothing for nil", function()
    for _, format in ipairs(require("lark.render").formats) do
      assert.equal("", render(nil, { format = format }))
    end
  end)

  it("writes nothing for nil without failed rows", function()
    assert.equal("", render(nil, { format = "html", errors = { n = 0 } }))
  end)

  it("prints scalars plainly", function()
    assert.equal("hello\n", render "hello")
    assert.equal("42\n", render(42))
    assert.equal("0.1\n", render(0.1))
    assert.equal("1618899376474\n", render(1618899376474))
    assert.equal("100\n", render(100.0))
    assert.equal("false\n", render(false))
    assert.equal('"hello"\n', render("hello", { format = "json" }))
    assert.equal("null\n", render(lark.null, { format = "json" }))
  end)

  it("raises for an unknown format", function()
    assert.error_matches(function() render({}, { format = "xml" }) end, 'no format "xml"')
  end)

  it("flattens a record into keys and values", function()
    assert.equal(lines(
      "key                          value",
      "───────────────────────────  ─────────────",
      "referral.create_time         1618899376474",
      "referral.referral_user.name  张三"),
      render { referral = { create_time = 1618899376474, referral_user = { name = "张三" } } })
  end)

  it("makes a column of every key of every row, sorted by name", function()
    assert.equal("a,b,c.d\r\n1,,\r\n,2,\r\n,,3\r\n",
      render({ { a = 1 }, { b = 2 }, { c = { d = 3 } } }, { format = "csv" }))
  end)

  it("orders columns as given, nested ones with their parents, the others by name", function()
    local rows = { { a = 1, z = 2, user = { name = "x", id = "y" }, b = 3 } }
    assert.equal("z,user.id,user.name,a,b\r\n2,y,x,1,3\r\n",
      render(rows, { format = "csv", columns = { "z", "user", "missing" } }))
  end)

  it("makes no column of an object that is null in some rows", function()
    assert.equal('user.id\r\n""\r\nx\r\n',
      render({ { user = lark.null }, { user = { id = "x" } } }, { format = "csv" }))
  end)

  it("keeps a column that is null in all rows", function()
    assert.equal("a,b\r\n1,\r\n", render({ { a = 1, b = lark.null } }, { format = "csv" }))
  end)

  it("writes a list into a cell: scalars joined, other items as JSON", function()
    assert.equal('a,b\r\nx; 1,"[{""k"":1}]"\r\n',
      render({ { a = { "x", 1 }, b = { { k = 1 } } } }, { format = "csv" }))
  end)

  it("writes a list of scalars as one column", function()
    assert.equal("value\r\na\r\n2\r\n", render({ "a", 2 }, { format = "csv" }))
  end)

  it("leaves out the rows that failed, and shows their errors", function()
    local results, errors = lark.map({ 1, 2 }, function(i)
      if i == 1 then error("broken\nbadly", 0) end
      return { i = i }
    end)
    assert.equal(lines("Incomplete: 1 row is missing.", "",
      "i", "─", "2", "", "Failed rows", "row  error", "───  ─────────────",
      "  1  broken\\nbadly"), render(results, { errors = errors }))
    assert.equal("i\r\n2\r\n", render(results, { errors = errors, format = "csv" }))
    assert.equal('{"i":2}\n', render(results, { errors = errors, format = "ndjson" }))
    assert.matches("## Failed rows", render(results, { errors = errors, format = "md" }), 1, true)
  end)

  it("keeps the order of a select if rows failed", function()
    local list = report.rows { { a = 2, b = 1 } }:select { "b", "a" }
    assert.equal("b,a\r\n1,2\r\n", render(list, { format = "csv", errors = { n = 1, [2] = "x" } }))
  end)

  it("finds twice as many keys with about twice the work", function()
    -- Counts thousands of Lua instructions, which do not depend on the machine.
    local function work(count)
      local record, thousands = {}, 0
      for i = 1, count do record["k" .. i] = lark.null end
      debug.sethook(function() thousands = thousands + 1 end, "", 1000)
      local rows = require("lark.render.sections").of(record, {}).parts[1].rows
      debug.sethook()
      assert.equal(count, #rows)
      return thousands
    end
    assert.is_true(work(4000) < 3 * work(2000)) -- looking at each pair of keys: four times
  end)

  it("shows all cancelled rows as one line", function()
    local cancelled = lark.error { kind = "cancelled", msg = "interrupted" }
    local errors = { n = 4, [2] = "no", [3] = cancelled, [4] = { id = 7, error = cancelled },
      [5] = cancelled }
    assert.equal(lines("Incomplete: the run was cut short, 4 rows are missing.", "",
      "Failed rows", "row  error", "───  ──────────────────────────────────────",
      "  2  no", "  —  3 were cancelled before they were read"), render(nil, { errors = errors }))
  end)

  it("shows all facts of a script's own error", function()
    local errors = { n = 1, [7] = { row = 3, id = "x", error = setmetatable({}, {
      __tostring = function() return "no scope" end,
    }) } }
    assert.equal(lines("Incomplete: 1 row is missing.", "",
      "Failed rows", "row  id  error", "───  ──  ────────", "  3  x   no scope"),
      render(nil, { errors = errors }))
  end)
end)

describe("render.write", function()
  local write = require("lark.render").write

  -- A function of rows, as endpoints' `.each` returns one.
  local function each(count, log)
    local i = 0
    return function()
      i = i + 1
      if i > count then return nil end
      log[#log + 1] = "row " .. i
      return { i = i }
    end
  end

  it("writes each row of a function before the next one is read, in NDJSON", function()
    local log = {}
    write(each(2, log), { format = "ndjson" }, function(piece) log[#log + 1] = piece end)
    assert.same({ "row 1", '{"i":1}\n', "row 2", '{"i":2}\n' }, log)
  end)

  it("writes the rows of a function in every format", function()
    for _, format in ipairs(require("lark.render").formats) do
      assert.equal(render({ { i = 1 }, { i = 2 } }, { format = format }),
        render(each(2, {}), { format = format }))
    end
  end)

  it("holds no more than a row of a large table at a time", function()
    local rows, longest = {}, 0
    for i = 1, 2000 do rows[i] = { i = i, text = ("x"):rep(100) } end
    for _, format in ipairs { "csv", "md", "html", "ndjson" } do
      local total = 0
      write(rows, { format = format }, function(piece)
        longest, total = math.max(longest, #piece), total + #piece
      end)
      assert.is_true(total > 200000)
    end
    assert.is_true(longest < 20000) -- the page's style sheet
  end)

  -- How much memory is in use at most while a value is written, beyond what it was before.
  local function held_kib(value, format)
    collectgarbage()
    local before_kib, most_kib, pieces = collectgarbage "count", 0, 0
    write(value, { format = format }, function()
      pieces = pieces + 1
      if pieces % 500 ~= 0 then return end
      collectgarbage()
      most_kib = math.max(most_kib, collectgarbage "count" - before_kib)
    end)
    return most_kib
  end

  it("holds no text of a large table as a whole, in JSON", function()
    local rows = {}
    for i = 1, 2000 do rows[i] = { i = i, text = ("x"):rep(500) .. i } end -- 1,000 KiB
    assert.is_true(held_kib(rows, "json") < 200)
    assert.is_true(held_kib(report.new "T":table("H", rows, { "i" }), "json") < 500)
  end)

  it("writes nothing of rows that JSON cannot hold", function()
    for _, value in ipairs { { { i = 1 }, { i = print } }, { { i = 1 }, { 1, x = 2 } } } do
      for _, shown in ipairs { value, (report.new "T":table("H", value, { "i" })) } do
        local pieces = 0
        assert.has_error(function()
          write(shown, { format = "json" }, function() pieces = pieces + 1 end)
        end)
        assert.equal(0, pieces)
      end
    end
  end)

  it("passes on the error of a function of rows", function()
    assert.error_matches(function()
      write(function() error("page 2 is missing", 0) end, { format = "csv" }, function() end)
    end, "page 2 is missing")
  end)
end)

describe("render as table", function()
  it("aligns by display width and escapes control characters", function()
    assert.equal(lines(
      "id                    n  name     tags        text                 user.name.zh_cn",
      "───────────────────  ──  ───────  ──────────  ───────────────────  ───────────────",
      '7057542136710958306  -5  张三 😀  —           =1+1 "q"\\n<b>\\x1b[m  —',
      "2                     —  —        a; 1; true  —                    李四"),
      render(awkward()))
  end)

  it("lets no control byte and no direction mark through", function()
    local out = render { { a = "\27]0;x\7\127\u{9b}31m\u{202e}\xFF\0" } }
    assert.equal("\\x1b]0;x\\x07\\x7f\\u{9b}31m\\u{202e}\\xff\\x00", out:match("\n([^\n]*)\n$"))
    assert.equal("\\x1b[1mtext\nsecond\n", render(ESC .. "[1mtext\nsecond"))
  end)

  it("keeps within the width by cutting wide text, not numbers", function()
    local rows = { { a = ("x"):rep(50), b = "short", c = 1234567890 } }
    assert.equal(lines("a             b               c", "────────────  ─────  ──────────",
      "xxxxxxxxxxx…  short  1234567890"), render(rows, { width = 31 }))
  end)

  it("names the columns that do not fit", function()
    local row = {}
    for i = 1, 9 do row["column_" .. i] = ("y"):rep(20) end
    local out = render({ row }, { width = 40 })
    assert.matches("… 6 more: column_4, column_5, column_6,…\n$", out)
    for line in out:gmatch("[^\n]+") do assert.is_true(utf8.len(line) <= 40) end
  end)

  it("writes bold only with colour", function()
    assert.is_nil(render({ { a = 1 } }):find(ESC, 1, true))
    local out = render({ { a = 1 } }, { colour = true })
    assert.equal(ESC .. "[1ma" .. ESC .. "[0m\n", out:sub(1, 10))
  end)

  it("shows decimals with two places, and missing values as missing", function()
    local r = report.new "Bonus":table("Cash", { { c = 1234.5 }, { c = 0 }, {}, { c = -0.1 } },
      { { key = "c", title = "Cash", type = "decimal" } })
    assert.equal(
      lines("Bonus", "", "Cash", "   Cash", "───────", "1234.50", "   0.00", "      —", "  -0.10"),
      render(r))
  end)

  it("says that a table is empty", function()
    assert.equal("(empty)\n", render(lark.array {}))
    assert.equal(lines("T", "", "H", "A", "─", "(empty)"),
      render(report.new "T":table("H", {}, { { key = "a", title = "A" } })))
  end)
end)

describe("render as json", function()
  local function json(value) return render(value, { format = "json" }) end

  it("is indented and exact", function()
    assert.equal(lines("{", '  "a": [', "    1618899376474,", "    100.5,", "    null", "  ],",
      '  "b": {', '    "c": []', "  },", '  "d": {},', '  "e": "x: [\\"y\\", {\\\\"', "}"),
      json { a = { 1618899376474, 100.5, lark.null }, b = { c = lark.array {} }, d = {},
        e = 'x: ["y", {\\' })
  end)

  it("reads back as the same value", function()
    local value = awkward()
    assert.same(value, lark.decode(json(value)))
  end)

  it("has a report with its columns and whole rows", function()
    local r = report.new "T":note("n"):table("H", { { a = 1, id = "x" } }, { "a" })
    assert.same({
      title = "T", notes = { "n" },
      tables = { {
        id = "table1", title = "H", rows = { { a = 1, id = "x" } },
        columns = { { key = "a", title = "a", align = "right" } },
      } },
    }, lark.decode(json(r)))
  end)

  it("keeps empty lists", function()
    assert.equal("[]\n", json(lark.array {}))
    assert.matches('"rows": []', json(report.new "T":table("H", {})), 1, true)
  end)
end)

describe("render as ndjson", function()
  local function ndjson(value) return render(value, { format = "ndjson" }) end

  it("writes one row per line", function()
    assert.equal('{"a":1}\n{"b":[]}\n3\n', ndjson { { a = 1 }, { b = lark.array {} }, 3 })
    assert.equal('{"a":{"b":1}}\n', ndjson { a = { b = 1 } })
    assert.equal("", ndjson(lark.array {}))
  end)

  it("names the table only if there are several", function()
    local r = report.new "T":table("H", { { a = 1 } })
    assert.equal('{"a":1}\n', ndjson(r))
    r:table(nil, { { b = 2 } })
    assert.equal('{"a":1,"table":"H"}\n{"b":2,"table":2}\n', ndjson(r))
  end)
end)

describe("render as csv", function()
  local function csv(value) return render(value, { format = "csv" }) end

  it("follows RFC 4180", function()
    assert.equal('id,n,name,tags,text,user.name.zh_cn\r\n'
      .. '7057542136710958306,-5,张三 😀,,"\'=1+1 ""q""\n<b>' .. ESC .. '[m",\r\n'
      .. "2,,,a; 1; true,,李四\r\n", csv(awkward()))
  end)

  it("quotes text that a spreadsheet would run, and keeps numbers", function()
    assert.equal("value\r\n'=1+1\r\n+1\r\n-1\r\n'@x\r\n'\tx\r\n\"'\rx\"\r\n-1\r\n-0.5\r\na=1\r\n",
      csv { "=1+1", "+1", "-1", "@x", "\tx", "\rx", -1, -0.5, "a=1" })
    assert.equal("value\r\n+8613800000000\r\n-5.25\r\n'-5-1\r\n'-\r\n",
      csv { "+8613800000000", "-5.25", "-5-1", "-" })
    assert.equal("'=key\r\n1\r\n", csv { { ["=key"] = 1 } })
  end)

  it("separates several tables, each under its title", function()
    local r = report.new "T":note("n"):table("One", { { a = 1 } })
    assert.equal("a\r\n1\r\n", csv(r))
    r:table("Two", { { b = -2.5 } }, { { key = "b", title = "B", type = "decimal" } })
    assert.equal("One\r\na\r\n1\r\n\r\nTwo\r\nB\r\n-2.50\r\n", csv(r))
  end)

  it("writes one table, and totals, as asked", function()
    local function two()
      return report.new "T":table("One", { { a = 1 } })
        :table("Two", { { b = 2, c = "x" }, { b = 3 } },
          { { key = "c" }, { key = "b", type = "integer", total = "sum" } })
    end
    local function only(name, totals)
      return render(two(), { format = "csv", table = name, totals = totals, errors = { "failed" } })
    end
    assert.equal("a\r\n1\r\n", only "One")
    assert.equal("c,b\r\nx,2\r\n,3\r\n", only "Two")
    assert.equal("c,b\r\nx,2\r\n,3\r\nTotal (incomplete),5\r\n", only("Two", true))
    assert.error_matches(function() only "Three" end, 'no table "Three"; there are One, Two')
    assert.error_matches(function() render({}, { format = "csv", table = "x" }) end, "no report")
    local text = render(two(), { format = "json", table = "Two" })
    -- The id is the same in every language.
    assert.equal(text, render(two(), { format = "json", table = "table2" }))
    assert.is_nil(text:find("One", 1, true))
  end)

  it("begins with a UTF-8 mark if asked to, unless it is empty", function()
    assert.equal("\xEF\xBB\xBFa\r\n1\r\n", render({ { a = 1 } }, { format = "csv", mark = true }))
    assert.equal("", render(lark.array {}, { format = "csv", mark = true }))
  end)

  it("puts no quote before numbers, in any column", function()
    local r = report.new "T":table(nil, { { a = "-5", b = "-5", c = "-5.555", d = -5, e = "-" } },
      { { key = "a", type = "integer" }, "b", { key = "c", type = "decimal" }, "d",
        { key = "e", type = "integer" } })
    assert.equal("a,b,c,d,e\r\n-5,-5,-5.56,-5,'-\r\n", csv(r))
    assert.equal("value\r\n'＝1\r\n'＠x\r\n，x\r\n", csv { "＝1", "＠x", "，x" })
  end)

  it("writes money as a number, with its currency in a column of its own", function()
    local rows = { { m = 5, c = "CNY" }, { m = "0.5", c = "=x" }, {} }
    assert.equal("M,M currency,m (JPY)\r\n5.00,CNY,5\r\n0.50,'=x,0.50\r\n,,\r\n",
      csv(report.new "T":table(nil, rows, {
        { key = "m", title = "M", type = "money", currency_key = "c" },
        { key = "m", type = "money", currency = "JPY" } })))
  end)

  it("has a section of failed rows in a report, and none in plain rows", function()
    local errors = { n = 1, [2] = "no" }
    local r = report.new "T":table("One", { { a = 1 } })
    assert.equal("Incomplete: 1 row is missing.\r\n\r\nOne\r\na\r\n1\r\n\r\n"
      .. "Failed rows\r\nrow,error\r\n2,no\r\n",
      render(r, { format = "csv", errors = errors }))
    assert.equal("a\r\n1\r\n", render({ { a = 1 } }, { format = "csv", errors = errors }))
    assert.same({ { row = 2, error = "no" } },
      lark.decode(render(r, { format = "json", errors = errors })).errors)
    assert.equal('{"failed":1,"partial":true,"table":"partial"}\n'
      .. '{"a":1,"table":"One"}\n{"error":"no","row":2,"table":"errors"}\n',
      render(r, { format = "ndjson", errors = errors }))
  end)

  it("writes only a header without rows, and nothing without columns", function()
    assert.equal("a\r\n", csv(report.new "T":table("H", {}, { "a" })))
    assert.equal("", csv(lark.array {}))
  end)
end)

describe("render as md", function()
  local function md(value) return render(value, { format = "md" }) end

  it("escapes the marks of Markdown and HTML", function()
    assert.equal(lines("| a | n |", "| --- | ---: |",
      "| x\\|y<br>&lt;script> \\*b\\* \\`c\\` \\[l](u) &amp;lt; \\\\ \\\\x1b | -5 |"),
      md { { a = "x|y\n<script> *b* `c` [l](u) &lt; \\ " .. ESC, n = -5 } })
  end)

  it("keeps a note a paragraph", function()
    assert.equal("# T\n\n\\# x\n\n\\- y\n\n1\\. z\n",
      md(report.new "T":note "# x":note "- y":note "1. z"))
  end)

  it("writes headings and notes", function()
    assert.equal(lines("# T &lt;b>", "", "note", "", "## H", "", "| a |", "| --- |", "", "_empty_"),
      md(report.new "T <b>":note("note"):table("H", {}, { "a" })))
  end)
end)

describe("render as html", function()
  local function html(value, options)
    options = options or {}
    options.format = "html"
    return render(value, options)
  end

  it("escapes all data", function()
    local bad = [[<script>alert("1")</script>&'|]] .. ESC
    local good = "&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&amp;&#39;|\\x1b"
    local r = report.new(bad):note(bad):table(bad, { { a = bad } }, { { key = "a", title = bad } })
    local out = html(r, { errors = { n = 1, bad } })
    assert.equal(1, select(2, out:gsub("<script", ""))) -- the page's own
    assert.is_nil(out:find(ESC, 1, true))
    local _, count = out:gsub(good:gsub("%p", "%%%0"), "")
    assert.equal(8, count)
  end)

  it("is one file that loads nothing", function()
    local out = html(awkward(), { title = "名单", made_at = "2026-11-21" })
    assert.equal("<!doctype html>\n<html lang=\"en\">", out:sub(1, 32))
    assert.matches("<title>名单</title>", out, 1, true)
    assert.matches("<footer>Made with Lualark, 2026-11-21</footer>", out, 1, true)
    for _, word in ipairs { "http:", "https:", "url(", "@import", "<link", " src=" } do
      assert.is_nil(out:find(word, 1, true))
    end
  end)

  it("makes an HTML table, with numbers aligned to the right", function()
    local out = html(report.new "T":table("H", { { a = "x", n = -5 }, { a = "y" } }))
    assert.matches('<caption>H <small>2 rows</small></caption>\n<thead><tr><th scope="col">a</th>'
      .. '<th scope="col" class="number">n</th></tr></thead>\n<tbody>\n'
      .. '<tr><td data-value="1">x</td><td class="number">-5</td></tr>\n'
      .. '<tr><td data-value="2">y</td><td class="missing number" title="missing">—</td></tr>\n'
      .. "</tbody>",
      out, 1, true)
  end)

  it("lets only long cells wrap", function()
    local out = html { { a = ("x"):rep(24), b = ("张"):rep(13), c = "1\n2" } }
    assert.matches("<td>" .. ("x"):rep(24) .. '</td><td class="long">' .. ("张"):rep(13)
      .. '</td><td class="long">1\n2</td>', out, 1, true)
  end)

  it("makes the keys of a record the headings of its lines", function()
    assert.is_nil(html({ a = 1 }):find("<caption>", 1, true))
    assert.matches('<tr><th scope="row">a.b</th><td>1</td></tr>', html { a = { b = 1 } }, 1, true)
  end)

  it("shows failed rows in a section of their own", function()
    assert.matches('<section class="failed" aria-label="Failed rows"',
      html(nil, { errors = { n = 1, "no" } }), 1, true)
  end)
end)

describe("render as table, with little room", function()
  it("cuts other texts before ids", function()
    local rows = { { account_id = "6134134355464633123", id = "7057542136710958306",
      name = "a name that is far longer than the room for it" } }
    for _, columns in ipairs { { "account_id", "name", "id" },
      { "name", { key = "account_id", type = "id" }, "id" } } do
      local out = render(report.new "T":table("R", rows, columns), { width = 58 })
      assert.matches("6134134355464633123", out, 1, true)
      assert.matches("7057542136710958306", out, 1, true)
      assert.matches("a name[^\n]*…", out)
    end
  end)
end)
