-- SPDX-License-Identifier: MIT

-- scripts/lark/bitable/cell.lua and scripts/lark/input.lua; rows_to_bitable_spec.lua runs the
-- whole.
local cell = require "lark.bitable.cell"
local files = require "support.files"
local input = require "lark.input"
local lark = require "lark"

local TEXT, NUMBER, CHOICE, CHOICES, DATE, BOX, LINK = 1, 2, 3, 4, 5, 7, 15

describe("bitable.cell.make", function()
  it("makes a cell of a text or of a value", function()
    for _, case in ipairs {
      { TEXT, "张三", "张三" }, { TEXT, 7, "7" }, { TEXT, true, "true" }, { TEXT, 2.5, "2.5" },
      { NUMBER, "3", 3 }, { NUMBER, "2.5", 2.5 }, { NUMBER, 4, 4 },
      { CHOICE, "面试", "面试" }, { CHOICES, "x, y，z", { "x", "y", "z" } },
      { CHOICES, '["x,y"]', { "x,y" } }, { CHOICES, { "a" }, { "a" } },
      { DATE, "1704124800000", 1704124800000 }, { DATE, 1704124800000, 1704124800000 },
      { DATE, "2024-01-02", 1704124800000 }, { BOX, "yes", true }, { BOX, "0", false },
      { BOX, false, false }, { LINK, "https://a.example", { link = "https://a.example",
        text = "https://a.example" } },
    } do
      assert.same(case[3], (cell.make(case[1], case[2], "Asia/Shanghai")))
    end
    assert.equal("[]", lark.encode(cell.make(CHOICES, lark.array {})))
  end)

  it("makes an empty cell of what is missing", function()
    for _, value in ipairs { "", lark.null } do
      for _, kind in ipairs { TEXT, NUMBER, CHOICE, CHOICES, DATE, BOX, LINK } do
        assert.equal(lark.null, (cell.make(kind, value)))
      end
    end
    assert.equal(lark.null, (cell.make(NUMBER, nil)))
  end)

  it("refuses what does not fit, and says what would", function()
    for _, case in ipairs { { NUMBER, "many", "a number" }, { DATE, "soon", "a date" },
      { BOX, "perhaps", "true or false" }, { LINK, "here", "an address" },
      { CHOICES, "[x", "a list" } } do
      local made, wanted = cell.make(case[1], case[2])
      assert.is_nil(made)
      assert.equal(case[3], wanted)
    end
  end)
end)

describe("bitable.cell.same", function()
  it("takes texts in pieces for the text, and what is empty for empty", function()
    local pieces = { { type = "text", text = "张" }, { type = "text", text = "三" } }
    assert.is_true(cell.same(TEXT, pieces, "张三"))
    assert.is_true(cell.same(TEXT, "张三", "张三"))
    assert.is_false(cell.same(TEXT, pieces, "张"))
    for _, empty in ipairs { "", lark.null, lark.array {} } do
      assert.is_true(cell.same(TEXT, empty, lark.null))
      assert.is_false(cell.same(TEXT, empty, "x"))
    end
    assert.is_true(cell.same(TEXT, nil, lark.null))
    assert.is_false(cell.same(TEXT, "x", lark.null))
    assert.is_true(cell.same(BOX, nil, false))
  end)

  it("compares cells of other kinds", function()
    assert.is_true(cell.same(NUMBER, 3.0, 3))
    assert.is_false(cell.same(NUMBER, 3, 4))
    assert.is_true(cell.same(CHOICES, { "a", "b" }, { "a", "b" }))
    assert.is_false(cell.same(CHOICES, { "a" }, { "a", "b" }))
    assert.is_true(cell.same(LINK, { link = "https://a", text = "A" }, { link = "https://a" }))
    assert.is_false(cell.same(LINK, { link = "https://a" }, { link = "https://b" }))
    assert.is_false(cell.same(DATE, 1, 2))
  end)
end)

describe("input.rows", function()
  local path
  before_each(function() path = os.tmpname() end)
  after_each(function()
    os.remove(path)
    os.remove(path .. ".json")
  end)

  local function json(value, part)
    files.write(path .. ".json", type(value) == "string" and value or lark.encode(value))
    return input.rows(path .. ".json", part)
  end

  it("reads a CSV, a list, and the table of a report", function()
    files.write(path, "a,b\n1,x\n")
    assert.equal("1", input.rows(path)[1].a)
    assert.equal(1, json({ { a = 1 } })[1].a)
    local report = { tables = { { id = "one", rows = { { a = 1 } } } } }
    assert.equal(1, json(report)[1].a)
    report.tables[2] = { id = "two", rows = { { a = 2 } } }
    assert.equal(2, json(report, "two")[1].a)
  end)

  it("says what is wrong", function()
    local tables = { tables = { { id = "one", rows = {} }, { id = "two", rows = {} } } }
    for _, case in ipairs { { tables, nil, "which table? It has one, two" },
      { tables, "three", "which table? It has one, two" }, { "{", nil, "no JSON of a report" },
      { { a = 1 }, nil, "no JSON of a report" }, { tables, "one", "no rows" },
      { "7", nil, "no JSON of a report" } } do
      local rows, why = json(case[1], case[2])
      assert.is_nil(rows)
      assert.matches(case[3], why, 1, true)
    end
    files.write(path, "a,b\n")
    assert.matches("there are no rows", select(2, input.rows(path)), 1, true)
    assert.is_nil((input.rows "/nowhere.json"))
    assert.is_nil((input.rows(nil)))
  end)
end)
