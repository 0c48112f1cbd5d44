-- SPDX-License-Identifier: MIT
local lark = require "lark"
local report = require "lark.report"
local rows = require "lark.rows"

local function people()
  return rows.of {
    { name = "张三", team = "北京", points = 10, user = { id = "u1" } },
    { name = "李四", team = "上海", points = 0.1, user = { id = "u2" } },
    { name = "王五", team = "北京", points = 0.2, user = { id = "u3" } },
    { name = "Zoe", points = lark.null, user = lark.null },
  }
end

local function column(list, key)
  local values = {}
  for i, row in ipairs(list) do values[i] = row[key] ~= nil and row[key] end
  return values
end

describe("rows.of", function()
  it("leaves out failed items of lark.map", function()
    local results = lark.map({ 1, 2, 3 }, function(i)
      if i == 2 then error "no" end
      return i == 1 and { i = i } or nil
    end)
    assert.same({ 1 }, column(rows.of(results), "i"))
  end)

  it("says which item is no row", function()
    assert.error_matches(function() rows.of { {}, "x" } end, "item 2 is a string, not a table")
    assert.error_matches(function() rows.of "x" end, "a list, not a string")
  end)

  it("raises at the script's line if it gets a page instead of its items", function()
    local page = { has_more = false, items = { {} } }
    for _, of in ipairs {
      rows.of, function(list) rows.concat { list } end,
      function(list) report.new "T":table("t", list) end,
    } do
      assert.error_matches(function() of(page) end, "a list of tables, not a table with")
    end
    for _, wrong in ipairs {
      function(list) list:where() end, function(list) list:group(5) end,
      function(list) list:sort(5) end, function(list) list:top(2.5) end,
      function(list) list:unnest "a" end,
    } do
      local _, why = pcall(wrong, rows.of { { a = { 1 } } })
      assert.matches("rows_spec.lua:%d+: ", why)
    end
  end)

  it("is an array in JSON, even if empty", function()
    assert.equal("[]", lark.encode(rows.of {}))
    assert.equal('[{"a":1}]', lark.encode(rows.of { { a = 1 } }))
  end)

  it("joins lists of lists", function()
    assert.same({ 1, 2, 3 }, column(rows.concat { { { a = 1 } }, false, lark.null,
      { { a = 2 }, { a = 3 } } }, "a"))
  end)
end)

describe("rows:where", function()
  it("takes a function, or the values of fields", function()
    assert.same({ "张三", "王五" }, column(people():where { team = "北京" }, "name"))
    assert.same({ "李四" }, column(people():where { ["user.id"] = "u2" }, "name"))
    assert.same({ "Zoe" }, column(people():where { points = lark.null }, "name"))
    assert.same({ "张三" }, column(people():where(function(row)
      return (tonumber(row.points) or 0) > 1
    end), "name"))
  end)
end)

describe("rows:select and derive", function()
  it("choose and rename fields, and remember their order", function()
    local chosen = people():select { "team", "name", id = "user.id" }
    assert.same({ "team", "name", "id" }, chosen:keys())
    assert.same({ team = "北京", name = "张三", id = "u1" }, chosen[1])
    assert.same({ name = "Zoe" }, chosen[4])
  end)

  it("add fields and leave the rows as they were", function()
    local before = people()
    local after = before:derive { twice = function(row)
      return type(row.points) == "number" and row.points * 2 or nil
    end, id = "user.id" }
    assert.same({ 20, 0.2, 0.4, false }, column(after, "twice"))
    assert.same({ "u1", "u2", "u3", false }, column(after, "id"))
    assert.is_nil(before[1].twice)
    assert.same({ "name", "x" }, before:select { "name" }:derive { x = "name" }:keys())
  end)

  it("make a row of each item in a list", function()
    local pages = rows.of { { talent = "t1", items = { { id = 1 }, { id = 2, talent = "own" } } },
      { talent = "t2" }, { talent = "t3", items = lark.null } }
    assert.same({ { id = 1, talent = "t1" }, { id = 2, talent = "own" } },
      { table.unpack(pages:unnest "items") })
  end)
end)

describe("rows:join", function()
  local accounts = { { id = "u1", cash = 5 }, { id = "u3", cash = 7 }, { id = "u3", cash = 8 },
    { cash = 9 } }

  it("keeps rows without a match, or drops them", function()
    local joined = people():join(accounts, { on = "user.id", to = "id" })
    assert.same({ 5, false, 7, 8, false }, column(joined, "cash"))
    joined = people():join(accounts, { on = "user.id", to = "id", kind = "inner" })
    assert.same({ 5, 7, 8 }, column(joined, "cash"))
    assert.same({ "张三", "王五", "王五" }, column(joined, "name"))
  end)

  it("fills in missing fields, or nests the other row", function()
    local joined = rows.of { { id = 1, a = "mine", b = lark.null } }
      :join({ { id = 1, a = "other", b = "other", c = "other" } }, { on = "id" })
    assert.same({ id = 1, a = "mine", b = "other", c = "other" }, joined[1])
    joined = rows.of { { id = 1 }, { id = 2 } }:join({ { id = 1, a = 3 } },
      { on = "id", as = "account" })
    assert.same({ id = 1, a = 3 }, joined[1].account)
    assert.is_nil(joined[2].account)
    assert.same({ 3, false }, column(joined:select { a = "account.a" }, "a"))
  end)

  it("takes several keys, of which none may be missing", function()
    local left = rows.of { { a = 1, b = "1" }, { a = 1 }, { a = "1", b = 1 } }
    assert.same({ "hit", false, false },
      column(left:join({ { a = 1, b = "1", c = "hit" }, { a = 1, c = "miss" } },
        { on = { "a", "b" } }), "c"))
  end)

  it("says what is wrong with its options", function()
    assert.error_matches(function() people():join({}, {}) end, "{ on = KEY } is missing")
    assert.error_matches(function() people():join({}, { on = "a", kind = "outer" }) end,
      "kind is left or inner")
  end)
end)

describe("rows:group", function()
  it("has the aggregates of groups in the order of their first rows", function()
    local teams = people():group("team", {
      people = report.count(), with_points = report.count "points", points = report.sum "points",
      least = report.min "points", most = report.max "name", mean = report.mean "points",
      first = report.first "name", names = report.list "name",
    })
    assert.same({ "北京", "上海", false }, column(teams, "team"))
    assert.same({ 2, 1, 1 }, column(teams, "people"))
    assert.same({ 2, 1, 0 }, column(teams, "with_points"))
    assert.same({ 10.2, 0.1, false }, column(teams, "points"))
    assert.same({ 0.2, 0.1, false }, column(teams, "least"))
    assert.same({ "王五", "李四", "Zoe" }, column(teams, "most"))
    assert.same({ 5.1, 0.1, false }, column(teams, "mean"))
    assert.same({ "张三", "王五" }, { table.unpack(teams[1].names) })
    assert.equal("team", teams:keys()[1])
  end)

  it("adds bonuses up exactly", function()
    local total = rows.of { { b = 0.1 }, { b = 0.2 } }:totals { b = report.sum "b" }
    assert.equal(0.3, total.b)
    assert.equal("0.3", lark.encode(total.b))
  end)

  it("sorts Chinese by pinyin, where asked to", function()
    local list = rows.of { { n = "王" }, { n = "安" }, { n = "Zoe" }, { n = "李" }, { n = 5 }, {},
      { n = "陈" } }
    assert.same({ 5, "安", "陈", "李", "王", "Zoe", false },
      column(list:sort { by = "n", locale = "zh" }, "n"))
    assert.same({ "Zoe", "王", "李", "陈", "安", 5, false },
      column(list:sort { by = "-n", locale = "zh" }, "n"))
    assert.error_matches(function() list:sort { by = "n", locale = "xx" } end, "ICU has no order")
    assert.error_matches(function() list:sort { locale = "zh" } end, "has no key")
  end)

  it("groups by several keys without mixing them up", function()
    local list = rows.of { { a = "x,y", b = "z" }, { a = "x", b = "y,z" }, { a = 1, b = "z" },
      { a = "1", b = "z" }, { a = 1.0, b = "z" }, { b = "z" } }
    assert.same({ 1, 1, 2, 1, 1 }, column(list:group { "a", "b" }, "count"))
    assert.same({ 1, 1, 2, 1, 1 }, column(list:group { "b", "a" }, "count"))
  end)

  it("has no mean of missing values, and refuses text", function()
    local none = rows.of { { a = lark.null } }:totals {
      mean = report.mean "a", sum = report.sum "a", median = report.median "a",
      min = report.min "a", count = report.count "a",
    }
    assert.same({ count = 0 }, none)
    assert.error_matches(function()
      rows.of { { a = "many" } }:totals { a = report.sum "a" }
    end, 'a: "many" is no number')
    assert.error_matches(function() people():group("team", { n = "count" }) end,
      "n is no aggregate")
  end)

  it("reads texts that write numbers as numbers, and empty cells as missing", function()
    -- A CSV and many fields of the platform have such values.
    local list = rows.of { { v = "9" }, { v = "10" }, { v = "100" }, { v = "" } }
    assert.same({ least = "9", most = "100", sum = 119, mean = 39.6666666666667, median = 10 },
      list:totals { least = report.min "v", most = report.max "v", sum = report.sum "v",
        mean = report.mean "v", median = report.median "v" })
    assert.same({ "9", "10", "100" }, column(list:top(3):sort(report.number "v"), "v"))
  end)

  it("distinguishes numbers to the last digit, also in keys of several parts", function()
    local list = rows.of { { a = 1, b = 1234567890.12341 }, { a = 1, b = 1234567890.12344 } }
    assert.equal(2, #list:group { "a", "b" })
    assert.equal(2, #list:distinct { "a", "b" })
  end)

  it("counts the rows for which a function returns true", function()
    assert.equal(1, rows.of { { a = 1 }, { a = 2 } }:totals {
      n = report.count(function(row) return row.a == 1 end) }.n)
  end)

  it("refuses an aggregate with the name of a key", function()
    assert.error_matches(function() rows.of { { count = 1 } }:group "count" end,
      '"count" is a key and an aggregate')
    assert.error_matches(function()
      rows.of { { who = "x", c = "who" } }:pivot { rows = "who", columns = "c" }
    end, '"who" is a key of rows and a value')
  end)

  it("treats NaN and infinity as missing", function()
    local list = rows.of { { a = 0, b = 0 }, { a = 1, b = 0 }, { a = 1, b = 2 } }
      :derive { rate = function(row) return row.a / row.b end }
    assert.same({ false, false, 0.5 }, column(list, "rate"))
    assert.equal(0.5, list:totals { m = report.mean "rate" }.m)
  end)

  it("computes medians and percentiles as spreadsheets do", function()
    local function of(values, how)
      local list = {}
      for i, value in ipairs(values) do list[i] = { v = value } end
      return rows.of(list):totals { x = how }.x
    end
    assert.equal(2, of({ 3, 1, 2 }, report.median "v"))
    assert.equal(2.5, of({ 4, 1, 2, 3 }, report.median "v"))
    assert.equal(0.15, of({ 0.1, 0.2 }, report.median "v"))
    assert.equal(1, of({ 1, 2, 3, 4, 5 }, report.percentile("v", 0)))
    assert.equal(5, of({ 1, 2, 3, 4, 5 }, report.percentile("v", 100)))
    assert.equal(4.6, of({ 1, 2, 3, 4, 5 }, report.percentile("v", 90)))
    assert.equal(2, of({ "1", "3" }, report.median "v"))
    assert.equal(2, of({ 1, 1, 2 }, report.distinct "v"))
    assert.error_matches(function() report.percentile("v", 101) end, "from 0 to 100")
  end)
end)

describe("rows:sort", function()
  it("orders texts by code point, numbers by size, missing values last", function()
    local list = rows.of { { n = "张" }, { n = "b" }, {}, { n = 10 }, { n = "B" }, { n = 9 },
      { n = "😀" }, { n = "é" } }
    assert.same({ 9, 10, "B", "b", "é", "张", "😀", false }, column(list:sort "n", "n"))
    assert.same({ "😀", "张", "é", "b", "B", 10, 9, false }, column(list:sort "-n", "n"))
  end)

  it("does so in a locale with another order", function()
    local before = os.setlocale(nil, "collate")
    local other = os.setlocale("C.UTF-8", "collate") or os.setlocale("en_US.UTF-8", "collate")
    local sorted = column(rows.of { { n = "b" }, { n = "B" }, { n = "a" }, { n = "ab" } }:sort "n",
      "n")
    os.setlocale(before, "collate")
    assert.is_truthy(other)
    assert.same({ "B", "a", "ab", "b" }, sorted)
  end)

  it("keeps the order of equal rows, and sorts by the next key", function()
    local list = rows.of { { a = 1, b = 2, i = 1 }, { a = 1, b = 3, i = 2 },
      { a = 0, b = 2, i = 3 }, { a = 1, b = 2, i = 4 } }
    assert.same({ 2, 3, 1, 4 }, column(list:sort("-b", "a"), "i"))
    assert.same({ 3, 1, 2 }, column(list:sort(function(row) return row.a end):top(3), "i"))
  end)

  it("survives NaN", function()
    local list = rows.of { { n = 0 / 0 }, { n = 2 }, { n = 0 / 0 }, { n = 1 } }
    assert.same({ 1, 2 }, column(list:sort("n"):top(2), "n"))
  end)
end)

describe("rows:distinct, top, pivot, columns", function()
  it("keeps the first row of each value", function()
    assert.same({ "张三", "李四", "Zoe" }, column(people():distinct "team", "name"))
    assert.equal(2, #people():top(2))
    assert.equal(4, #people():top(9))
  end)

  it("turns values into columns, in the order of the values", function()
    local cash = rows.of {
      { who = "a", year = 2, cash = 1 }, { who = "a", year = 10, cash = 2 },
      { who = "b", year = 2, cash = 0.1 }, { who = "b", year = 2, cash = 0.2 }, { who = "b" },
    }
    local pivot = cash:pivot { rows = "who", columns = "year", value = report.sum "cash" }
    assert.same({ "who", "2", "10", "(none)" }, pivot:keys())
    assert.same({ who = "a", ["2"] = 1, ["10"] = 2 }, pivot[1])
    assert.same({ who = "b", ["2"] = 0.3 }, pivot[2])
    assert.same({ { key = "who", title = "Who" }, { key = "2", type = "decimal" },
      { key = "10", type = "decimal" }, { key = "(none)", type = "decimal" } },
      pivot:columns { who = { title = "Who" }, ["*"] = { type = "decimal" } })
    assert.error_matches(function() cash:columns {} end, "have no order of keys")
  end)
end)
