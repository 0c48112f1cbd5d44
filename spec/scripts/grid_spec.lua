-- SPDX-License-Identifier: MIT

--- Rows in a grid and the same rows as tables give the same results, for random tables.
local csv = require "lark.csv"
local lark = require "lark"
local list_of = require "lark.rows.list"
local render = require("lark.render").render
local report = require "lark.report"

local TEXTS = { "", "张三", "李四", "a", "A", "b c", 'say "hi"', "1", "10", "9", "x,y", "\n", "-" }
local NUMBERS = { "0", "1", "-1", "10", "9.5", "0.1", "0.2", "-0.30", "12345678.91", "007", "5.",
  "-0", "99999999999999", "0.0000000000001" }
local ODD = { "+5", "1e3", "12345678901234567890", "0.12345678901234567", ".5", "1,5", "–" }

-- A table as CSV: n may be numbers alone, or with others among them.
local function random_table(seed, values)
  math.randomseed(seed)
  local function pick(list) return list[math.random(#list)] end
  local lines = { "id,name,city,n,currency" }
  for i = 1, math.random(0, 60) do
    lines[i + 1] = csv.line { "i" .. math.random(20), pick(TEXTS), pick(TEXTS), pick(values),
      pick { "CNY", "USD", "" } }
  end
  return table.concat(lines, "\n") .. "\n"
end

-- The same rows as a grid, and as tables.
local function both(text)
  local lazy = report.rows(assert(csv.parse(text)))
  local plain = {}
  for i, row in ipairs(assert(csv.parse(text))) do plain[i] = row end
  return lazy, list_of.new(plain)
end

local METHODS = {
  group = function(rows)
    return rows:group({ "name", "city" }, {
      rows = report.count(), with = report.count "n", sum = report.sum "n",
      mean = report.mean "n", least = report.min "n", most = report.max "n",
      first = report.first "id", ids = report.distinct "id", low = report.min "name",
    })
  end,
  ["group by one"] = function(rows)
    return rows:group("currency", { sum = report.sum(report.number "n") })
  end,
  ["group of Lua's"] = function(rows)
    return rows:group("name", { median = report.median "n", all = report.list "id" })
  end,
  sort = function(rows) return rows:sort("name", "-city", "id") end,
  ["sort by number"] = function(rows) return rows:sort(report.number "n", "-name") end,
  top = function(rows) return rows:sort("-id"):top(7):sort "name" end,
  where = function(rows) return rows:where { name = "张三", city = "" } end,
  ["where nothing"] = function(rows) return rows:where { name = lark.null } end,
  ["where function"] = function(rows)
    return rows:where(function(row) return row.n ~= "1" end)
  end,
  distinct = function(rows) return rows:sort("n"):distinct { "name", "currency" } end,
  select = function(rows) return rows:select { "id", who = "name", also = "name" }:sort "-who" end,
  totals = function(rows) return rows:totals { sum = report.sum "n", n = report.count "n" } end,
  pivot = function(rows) return rows:pivot { rows = "name", columns = "currency" } end,
  derive = function(rows)
    return rows:derive { twice = function(row) return row.n .. row.n end }:sort("twice", "id")
  end,
  chain = function(rows)
    return rows:where { currency = "CNY" }:sort("-n"):top(9):select { "id", "n" }
      :group("id", { n = report.sum "n" }):sort "id"
  end,
}

-- The result of a method, or its error, as text.
local function outcome(method, rows)
  local ok, result = pcall(method, rows)
  if not ok then return "raised " .. tostring(result):gsub("^[^ ]+:%d+: ", "") end
  local keys = list_of.is(result) and table.concat(result:keys() or {}, ",") or ""
  return keys .. " " .. lark.encode(result)
end

describe("rows in a grid", function()
  local mixed = table.move(ODD, 1, #ODD, #NUMBERS + 1, table.move(NUMBERS, 1, #NUMBERS, 1, {}))
  mixed[#mixed + 1] = "no number"

  for name, method in pairs(METHODS) do
    it("are as in tables: " .. name, function()
      for seed = 1, 60 do
        local text = random_table(seed, seed % 3 == 0 and mixed or NUMBERS)
        local lazy, plain = both(text)
        assert.equal(outcome(method, plain), outcome(method, lazy), "seed " .. seed)
        -- A row that a script has is read as a table.
        lazy = both(text)
        if #lazy > 0 then
          lazy[1].name, plain[1].name = "changed", "changed"
          assert.equal(outcome(method, plain), outcome(method, lazy), "changed, seed " .. seed)
        end
      end
    end)
  end

  -- Rows with a metatable are read in Lua.
  local function odd(list)
    local copy = {}
    for i, row in ipairs(list) do
      local same = {}
      for key, value in pairs(row) do same[key] = value end
      copy[i] = setmetatable(same, {})
    end
    return list_of.new(copy)
  end

  it("are as in tables where they come from lark.map: groups, sorts and CSV", function()
    local values = {
      { 1, 2, 3, -5, 9007199254740993 }, { "a", "b", "", "张三", "10", "9" }, { 1.5, 2.25, -0.1 },
      { 1, 1.5, 2.0, 0.1, 0.2 }, { "1", "2.50", "-0.3" }, { 1, "1", 2, "b" }, { true, false, 1 },
      { 1e300, 1, 0 / 0, math.huge }, { { a = 1 }, 2 }, { lark.null, 3 }, { "x", lark.null },
      { "=1+1", "-5", "a,b", "-x" },
    }
    local gathered = 0
    for seed = 1, 200 do
      math.randomseed(seed)
      local function pick(list) return list[math.random(#list)] end
      local columns, list = { pick(values), pick(values), pick(values) }, {}
      for i = 1, math.random(1, 40) do
        list[i] = { id = tostring(i), a = pick(columns[1]), b = pick(columns[2]),
          user = pick { lark.null, { n = pick(columns[3]) }, { n = 1, o = { p = "q" } } } }
        if math.random(5) == 1 then list[i].a = nil end
      end
      local keys = { a = pick { "a", "b", "user.n" }, b = pick { "a", "b", "user.o.p" } }
      local grouping = function(rows)
        return rows:group({ keys.a, keys.b }, { rows = report.count(), with = report.count "b",
          least = report.min "b", most = report.max "user.n", first = report.first "user.n",
          sum = report.sum "user.n", mean = report.mean "b", ids = report.distinct "a" })
      end
      local sorting = function(rows) return rows:sort("-" .. keys.a, keys.b):select { "id" } end
      local choosing = function(rows) return rows:distinct { keys.a, keys.b }:select { "id" } end
      for _, method in ipairs { grouping, sorting, choosing } do
        -- The error names any of several columns without a number.
        local function known(rows) return (outcome(method, rows):gsub("^raised .*", "raised")) end
        assert.equal(known(odd(list)), known(list_of.new(list)), "seed " .. seed)
      end
      for _, kind in ipairs { false, "decimal", "enum", "text" } do
        local columns_of = {}
        for i, key in ipairs { "id", "a", "b", "user.n" } do
          columns_of[i] = { key = key, type = i > 1 and kind or nil,
            labels = kind == "enum" and { "One", "Two" } or nil }
        end
        local function csv_of(rows)
          local declared = rows:declare { "a", "b", "user.n" }
          return render(report.new("r"):table("T", declared, columns_of), { format = "csv" })
        end
        assert.equal(csv_of(odd(list)), csv_of(list_of.new(list)), "seed " .. seed)
      end
      local work = lark.grid_gather()
      if work:gather(list, { keys.a, keys.b }) then gathered = gathered + 1 end
    end
    assert.is_true(gathered > 50 and gathered < 190, gathered)
  end)

  it("are as in tables where very many come from lark.map: pages", function()
    math.randomseed(18)
    local values = { 1, 1234567, -0.5, 2024.25, "2024", "=1", "<b>", ("long "):rep(6), "1,5", "" }
    local list = {}
    for i = 1, 20100 do
      -- Most columns are of numbers at first, then of texts, then of both.
      local from, to = i < 9000 and 1 or 5, i < 12000 and (i < 9000 and 4 or 10) or 10
      if i > 18000 then from = 1 end
      list[i] = { id = tostring(i), a = values[math.random(from, to)] }
      if i % 50 == 0 then list[i].a = lark.null end
    end
    list[20050].a = { "a", "list" }
    local columns = { "id", { key = "a", total = "count" }, { key = "a", type = "decimal" },
      { key = "a", type = "enum", labels = { "One", ["2024"] = "Year" } },
      { key = "a", type = "integer", total = "max" }, { key = "a", type = "percent" },
      { key = "a", type = "money", currency = "JPY" }, { key = "a", type = "time", zone = "UTC" } }
    local function page_of(rows)
      local page = render(report.new "r":table("T", report.rows(rows), columns),
        { format = "html" })
      return (page:gsub(' data%-value="[^"]*"', ""))
    end
    local expected = page_of(odd(list)):gmatch "[^\n]+"
    local gather, columns_read = lark.grid_gather, 0
    lark.grid_gather = function()
      columns_read = columns_read + 1
      return gather()
    end
    for line in page_of(list):gmatch "[^\n]+" do assert.equal(expected(), line) end
    lark.grid_gather = gather
    assert.is_nil(expected())
    assert.is_true(columns_read > 100)
  end)

  it("are joined as tables are", function()
    for seed = 1, 60 do
      local left, plain_left = both(random_table(seed, NUMBERS))
      local right, plain_right = both(random_table(seed + 1000, NUMBERS))
      right = right:select { key = "id", city = "city", more = "name" }
      plain_right = plain_right:select { key = "id", city = "city", more = "name" }
      for _, how in ipairs {
        { on = "id", to = "key" }, { on = "id", to = "key", kind = "inner" },
        { on = { "id", "city" }, to = { "key", "city" } }, { on = "id", to = "key", as = "other" },
      } do
        local function joined(rows, others)
          return rows:join(others, how):sort(report.number "n", "id")
        end
        assert.equal(outcome(function() return joined(plain_left, plain_right) end),
          outcome(function() return joined(left, right) end), "seed " .. seed)
        -- A second join fills in what the first left missing.
        assert.equal(
          outcome(function() return joined(joined(plain_left, plain_right), plain_right) end),
          outcome(function() return joined(joined(left, right), right) end), "seed " .. seed)
      end
    end
  end)

  local TYPES = {
    { key = "id", type = "id" }, { key = "name", title = "Name" },
    { key = "city", type = "enum", labels = { ["张三"] = "Zhang", a = "<A>" } },
    { key = "n", type = "decimal", total = "sum" },
    { key = "n", total = "count", type = "integer" },
    { key = "n", type = "decimal", places = 0, total = "max" },
    { key = "n", type = "decimal", places = 6 },
    { key = "n", type = "money", currency = "CNY", total = "mean" }, { key = "n", total = "sum" },
    { key = "n", type = "money", currency = "JPY" }, { key = "n", type = "percent" },
    { key = "n", type = "time", zone = "UTC" },
  }

  it("are written as tables are, in every format", function()
    TEXTS[#TEXTS + 1] = "=1+1"
    TEXTS[#TEXTS + 1] = "<b>&'\""
    TEXTS[#TEXTS + 1] = ("long "):rep(6)
    TEXTS[#TEXTS + 1] = ("长"):rep(9)
    TEXTS[#TEXTS + 1] = "a\27[0m\u{202E}\u{85}"
    TEXTS[#TEXTS + 1] = "＝1"
    for seed = 1, 40 do
      for _, columns in ipairs { TYPES, table.move(TYPES, 1, 4, 1, {}), { "id" }, {} } do
        local lists = { both(random_table(seed, seed % 2 == 0 and mixed or NUMBERS)) }
        for _, format in ipairs { "csv", "html", "md", "json", "table" } do
          local texts = {}
          for i, list in ipairs(lists) do
            local r = report.new("T"):table("t", list, columns[1] and columns or nil)
            local ok, text = pcall(render, r, { format = format })
            texts[i] = ok and text or "raised " .. tostring(text)
          end
          assert.equal(texts[2], texts[1], format .. ", seed " .. seed)
        end
      end
    end
  end)

  it("have separators of thousands in a page of very many", function()
    local lines = { "i,n,cash,year" }
    for i = 1, 20001 do lines[i + 1] = ("%d,%d.%d,-%d,2024"):format(i, i * 100, i % 7, i) end
    local page = render(report.new("T"):table("t", csv.parse(table.concat(lines, "\n")), {
      { key = "i", type = "integer" }, { key = "n", type = "decimal", places = 2 },
      { key = "cash", type = "money", currency = "CNY" }, "year" }), { format = "html" })
    for cells in pairs {
      ['>20,001</td><td class="number">2,000,100.20</td><td class="number">-20,001.00 CNY</td>'
        .. "<td>2024</td>"] = true,
      ['>999</td><td class="number">99,900.50</td><td class="number">-999.00 CNY</td>'] = true,
      ['>1,000</td><td class="number">100,000.60</td><td class="number">-1,000.00 CNY</td>'] = true,
    } do assert.is_truthy(page:find(cells, 1, true), cells) end
  end)

  it("are written from the grid", function()
    local lazy = both(random_table(5, NUMBERS))
    for _, format in ipairs { "csv", "html", "cells" } do
      local r = report.new("T"):table("t", lazy, TYPES)
      render(r, { format = format })
      render(report.new("T"):table("t", lazy), { format = format })
      assert.is_not_nil(list_of.grid(lazy))
    end
  end)

  it("stay in the grid where no function reads them", function()
    local lazy = both(random_table(5, NUMBERS))
    local count = #lazy
    lazy:group("name", { sum = report.sum("n", { currency = false }) })
    lazy:sort("name"):top(3)
    lazy:where { name = "张三" }
    assert.equal(count, #assert(list_of.grid(lazy)))
    assert.is_nil(list_of.grid(lazy:where(function() return true end)))
    assert.is_nil(list_of.grid(lazy))
  end)

  it("share tables with the rows they were chosen from", function()
    local lazy = both "id,n\na,2\nb,1\n"
    local sorted = lazy:sort "n"
    sorted[1].n = "changed"
    assert.equal("changed", lazy[2].n)
    assert.equal(sorted[1], lazy[2])
    assert.equal("changed", lazy:where { id = "b" }[1].n)
    assert.equal("1", both "id,n\na,2\nb,1\n":sort("n"):select({ "n" })[1].n)
  end)

  it("are what csv.column reads", function()
    assert.same({ "b", "a" }, csv.column(csv.parse "x\nb\n\"\"\na\nb\n", "x"))
    assert.error_matches(function() csv.column(csv.parse "x\nb\n", "y") end, "no column y")
  end)

  it("do not add up several currencies", function()
    local lazy, plain = both "amount,currency,who\n1,CNY,a\n2,USD,a\n3,,b\n"
    local function add(rows) return rows:group("who", { sum = report.sum "amount" }) end
    assert.matches("2 currencies", outcome(add, plain))
    assert.equal(outcome(add, plain), outcome(add, lazy))
  end)
end)
