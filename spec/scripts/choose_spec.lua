-- SPDX-License-Identifier: MIT

-- Some rows and columns of a result, as the command's options choose them.
local lark = require "lark"
local list_of = require "lark.rows.list"
local parse = require("lark.csv").parse
local render = require("lark.render").render
local report = require "lark.report"

local ROWS = {
  { id = "6930815272790114325", name = "b", n = "10", stage = 1, at = { city = "上海" } },
  { id = "6930815272790114324", name = "a", n = "9", stage = 2 },
  { id = "6930815272790114326", name = "c", stage = 1, at = { city = "北京" } },
}
local FACTS = { stage = { key = "stage", type = "enum", labels = { "Hired", "Left" } } }

local function csv(choice, value, options)
  options = options or {}
  options.format, options.choose = options.format or "csv", choice
  return (render(value or ROWS, options):gsub("\r\n", ";"))
end

local function names(choice, value, options)
  choice.columns = { "name" }
  return csv(choice, value, options):sub(6)
end

local function refusal(choice, value, options)
  local ok, err = pcall(csv, choice, value, options)
  assert.is_false(ok)
  return err
end

describe("a choice", function()
  it("keeps the named columns, in their order", function()
    assert.equal("at.city,id;上海,6930815272790114325;,6930815272790114324;北京,6930815272790114326;",
      csv { columns = { "at.city", "id" } })
    assert.equal('{"at.city":"上海","n":"10"}', (csv({ columns = { "n", "at.city" }, limit = 1 },
      ROWS, { format = "ndjson" }):gsub("\n", "")))
  end)

  it("keeps rows by value, by label, and by what is missing", function()
    assert.equal("b;c;", names { where = { { key = "stage", value = "1" } } })
    assert.equal("a;", names({ where = { { key = "stage", value = "Left" } } }, ROWS,
      { facts = FACTS }))
    assert.equal("c;", names { where = { { key = "n", value = "" } } })
    assert.equal("b;", names { where = { { key = "stage", value = "1" },
      { key = "at.city", value = "上海" } } })
    assert.equal("", names { where = { { key = "name", value = "A" } } })
  end)

  it("chooses rows of a CSV in their columns, as it does in tables", function()
    local text = "name,n,stage,at\na,1,1,1618500278645\nb,,2,\nc,2.50,1,0\nd,2.5,x,0\n"
    local in_grid, plain = parse(text), {}
    for i, row in ipairs(parse(text)) do plain[i] = row end
    local columns = { "name", { key = "n", type = "decimal", places = 2 },
      { key = "stage", type = "enum", labels = { ["1"] = "Hired", ["2"] = "Left" } },
      { key = "at", type = "time", zone = "UTC" } }
    for wanted, found in pairs {
      ["n=2.50"] = "cd", ["n=1"] = "a", ["n=1.00"] = "a", ["n="] = "b", ["stage=Hired"] = "ac",
      ["stage=1"] = "ac", ["stage=x"] = "d", ["at=2021-04-15 15:24"] = "a", ["name=z"] = "",
      ["at="] = "b",
    } do
      local key, value = wanted:match "(%w+)=(.*)"
      for _, list in ipairs { in_grid, plain } do
        local shown = csv({ where = { { key = key, value = value } }, columns = { "name", "n" } },
          report.new("r"):table(nil, list, columns))
        assert.equal(found, (shown:gsub("^.-;", ""):gsub(",.-;", "")), wanted)
      end
      assert.is_truthy(list_of.grid(in_grid), wanted .. " made tables of rows")
    end
  end)

  it("sorts rows of a CSV in their columns, as it does in tables", function()
    for _, values in ipairs {
      { "10", "9", "1.5", "-3" }, { "10", "", "9" }, { "b", "a", "10" },
      { "6930815272790114325", "6930815272790114324", "10" }, { "1e3", "20", "7" }, { "", "" },
      { "-", "5", "10" },
    } do
      local text, plain = "name,n\n", {}
      for i, value in ipairs(values) do text = text .. ("%d,%s\n"):format(i, value) end
      for i, row in ipairs(parse(text)) do plain[i] = row end
      for _, key in ipairs { "n", "-n" } do
        local in_grid = parse(text)
        local how = { sort = { key }, columns = { "name", "n" } }
        assert.equal(csv(how, plain), csv(how, in_grid), text .. key)
        local is_short = values[1] ~= "6930815272790114325" and values[1] ~= "1e3"
        assert.equal(is_short, list_of.grid(in_grid) ~= nil, text)
      end
    end
  end)

  it("chooses what a join found no row for, in columns", function()
    local joined = report.rows(parse "name,n\na,1\nb,2\n"):join(parse "name,team\na,A\n",
      { on = "name" })
    assert.equal("name,team;b,;",
      csv({ where = { { key = "team", value = "" } }, columns = { "name", "team" } }, joined))
    assert.is_truthy(list_of.grid(joined))
  end)

  it("sorts numbers by size, exactly where they are ids, and puts missing ones last", function()
    assert.equal("a;b;c;", names { sort = { "n" } })
    assert.equal("b;a;c;", names { sort = { "-n" } })
    assert.equal("c;b;a;", names { sort = { "-id" } })
    assert.equal("b;c;a;", names { sort = { "stage", "name" } })
    assert.equal("c;b;a;", names { sort = { "stage", "-name" } })
  end)

  it("keeps the first rows", function()
    assert.equal("c;b;", names { sort = { "-id" }, limit = 2 })
    assert.equal("", names { limit = 0 })
  end)

  it("refuses a key that no row has, and a result without rows", function()
    assert.equal('--where: no row has "nme"; did you mean "name"?',
      refusal { where = { { key = "nme", value = "a" } } })
    assert.equal('--sort: no row has "nme"; did you mean "name"?', refusal { sort = { "-nme" } })
    assert.equal('--columns: no row has "at.cty"; did you mean "at.city"?',
      refusal { columns = { "at.cty" } })
    assert.equal("--limit chooses from rows, and the result is none",
      refusal({ limit = 1 }, "text"))
    assert.equal("--sort chooses from rows, and item 2 is a number",
      refusal({ sort = { "name" } }, { { name = "a" }, 5 }))
  end)

  it("chooses members of a record", function()
    assert.equal("key,value;name,b;at.city,上海;", csv({ columns = { "name", "at.city" } }, ROWS[1]))
  end)

  it("leaves out rows that failed first", function()
    assert.equal("b;", names({ limit = 1 }, { false, ROWS[1] }, { errors = { "why", n = 1 } }))
  end)

  it("takes no more rows from a function than it shows", function()
    local asked = 0
    local function next_row()
      asked = asked + 1
      return { n = asked, odd = asked % 2 }
    end
    assert.equal('{"n":1}\n{"n":3}\n', csv({ where = { { key = "odd", value = "1" } }, limit = 2,
      columns = { "n" } }, next_row, { format = "ndjson" }))
    assert.equal(3, asked)
    local list = table.move(ROWS, 1, 3, 1, {})
    assert.equal("c;b;a;", names({ sort = { "-name" } }, function() return table.remove(list) end))
  end)

  it("chooses from the one table of a report, and asks which where it has several", function()
    local r = report.new "T":note("N"):table("First", ROWS, { "id",
      { key = "stage", title = "Stage", type = "enum", labels = { "Hired", "Left" } } })
    assert.equal("Stage,name;Hired,b;Hired,c;",
      csv({ columns = { "stage", "name" }, where = { { key = "stage", value = "Hired" } } }, r))
    r:table("Second", ROWS)
    assert.equal("--where chooses from one table, and the report has table1, table2; name one: "
      .. "--table NAME", refusal({ where = { { key = "stage", value = "1" } } }, r))
    assert.equal("id,Stage;6930815272790114324,Left;",
      csv({ where = { { key = "stage", value = "2" } } }, r, { table = "First" }))
    assert.equal("--limit chooses from one table, and the report has none",
      refusal({ limit = 1 }, report.new "T"))
  end)
end)

describe("facts of columns", function()
  it("show labels and dates in a table, and in one record", function()
    local facts = { stage = FACTS.stage, t = { key = "t", type = "time", zone = "UTC" } }
    local row = { stage = 2, t = 1618500278645, other = lark.null }
    local shown = render({ row }, { facts = facts, columns = { "stage", "t", "other" } })
    assert.equal("stage  t                 other\n─────  ────────────────  ─────\n"
      .. "Left   2021-04-15 15:24  —\n", shown)
    shown = render(row, { facts = facts })
    assert.matches("stage +Left\n", shown)
    assert.matches("t +2021%-04%-15 15:24\n", shown)
  end)
end)

describe("rows one below the other", function()
  it("show whole values behind their titles, and a total", function()
    local long = ("长"):rep(60)
    local r = report.new "T":table("C", { { name = long, n = 1 }, { n = 2 } }, {
      { key = "name", title = "Name" }, { key = "n", total = "sum" } })
    assert.equal("T\n\nC\n── 1 ──\nName  " .. long .. "\nn     1\n── 2 ──\nName  —\nn     2\n"
      .. "── Total ──\nn     3\n", render(r, { vertical = true, width = 40 }))
    assert.equal("T\n\nC\n(empty)\n", render(report.new "T":table("C", {}), { vertical = true }))
  end)
end)
