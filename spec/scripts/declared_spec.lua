-- SPDX-License-Identifier: MIT

-- Dates and numbers in a CSV, as spreadsheets write them, in columns that a script declares.
local csv = require "lark.csv"
local list_of = require "lark.rows.list"
local report = require "lark.report"

-- The values of a column, and the notes.
local function read(lines, type, zone)
  local rows, err, notes = csv.parse("id,v,name\n" .. table.concat(lines, "\n") .. "\n",
    { "id", v = type }, { zone = zone or "UTC" })
  local values = {}
  for i, row in ipairs(assert(rows, err)) do values[i] = row.v end
  return values, notes
end

local function one(text, type, zone)
  local values, notes = read({ ('1,"%s",x'):format(text) }, type, zone)
  return values[1], notes[1]
end

describe("a column of numbers", function()
  it("has plain digits", function()
    for text, number in pairs {
      ["1,234.50"] = "1234.50", ["1.234,50"] = "1234.50", ["1,234,567"] = "1234567",
      ["1.234.567"] = "1234567", ["12"] = "12", ["-12.5"] = "-12.5", ["+7"] = "7",
      ["0.125"] = "0.125",
      ["1.234"] = "1.234", ["1,5"] = "1.5", ["12.5%"] = "0.125", ["-3 %"] = "-0.03",
      ["0.5%"] = "0.005",
      ["100%"] = "1.00", ["(3.00)"] = "-3.00", [" 8 "] = "8", ["1\u{A0}234,5"] = "1234.5",
      ["12345678901234567890.12"] = "12345678901234567890.12", ["1.5E+3"] = "1.5E+3", [""] = "",
      ["1,234.50%"] = "12.3450",
    } do
      local value, note = one(text, "number")
      assert.equal(number, value)
      assert.is_nil(note)
    end
  end)

  it("keeps what is none, or may be two, with line and column", function()
    for _, text in ipairs { "abc", "1,23,4", "1,2345.6", "--5", "1.2.3", "5 USD", "¥5", "%", "1e",
      "0,123.4" } do
      local value, note = one(text, "number")
      assert.equal(text, value)
      assert.equal(('line 2, column v: "%s" is no number; it stays a text'):format(text), note)
    end
    local value, note = one("1,234", "number")
    assert.equal("1,234", value)
    assert.matches('^line 2, column v: "1,234" may be read in two ways; it stays a text', note)
    assert.same({ "1234", "1.234" }, { one("1,234", "number point"), one("1,234", "number comma") })
    assert.equal("1234", one("1.234", "number comma"))
  end)

  it("is read as its other values are, where these leave no doubt", function()
    local values, notes = read({ '1,"1,234",', '2,"1,234.5",' }, "number")
    assert.same({ "1234", "1234.5" }, values)
    assert.same({}, notes)
    values = read({ '1,"1.234",', '2,"1.234,5",', '3,"1,234",' }, "number")
    assert.same({ "1234", "1234.5", "1.234" }, values)
    values, notes = read({ '1,"1,234",', '2,"1.234,5",', '3,"1,234.5",', '4,"1,234",' }, "number")
    assert.same({ "1,234", "1234.5", "1234.5", "1,234" }, values)
    assert.equal(1, #notes)
    assert.matches("; likewise in 1 more", notes[1])
  end)
end)

describe("a column of times", function()
  local JULY = "1782864000000" -- 2026-07-01 UTC

  it("has milliseconds", function()
    for text, ms in pairs {
      ["2026/7/1"] = JULY, ["2026-07-01"] = JULY, ["2026.7.1"] = JULY, ["2026年7月1日"] = JULY,
      ["2026-07-01 10:00"] = "1782900000000", ["2026/7/1 9:30:15"] = "1782898215000",
      ["2026-07-01T10:00:00Z"] = "1782900000000", ["2026-07-01T10:00:00+08:00"] = "1782871200000",
      ["2026年7月1日 下午3:05"] = "1782918300000", ["7/13/2026"] = "1783900800000",
      ["13/7/2026"] = "1783900800000", ["1.7.2026"] = JULY, ["7/7/2026"] = "1783382400000",
      ["7/13/2026 12:05 AM"] = "1783901100000", [JULY] = JULY, [""] = "",
    } do
      local value, note = one(text, "time")
      assert.equal(ms, value)
      assert.is_nil(note)
    end
    assert.equal("1782835200000", one("2026/7/1", "time", "+08:00"))
  end)

  it("keeps what is none, or may be two, with line and column", function()
    for _, text in ipairs { "soon", "46204", "2026-02-30", "13/13/2026", "2026/7/1 25:00",
      "7/1/26", "2026-07-01 13:00 PM", "31/2/2026" } do
      local value, note = one(text, "time")
      assert.equal(text, value)
      assert.equal(('line 2, column v: "%s" is no date; it stays a text'):format(text), note)
    end
    local value, note = one("7/1/2026", "time")
    assert.equal("7/1/2026", value)
    assert.matches('^line 2, column v: "7/1/2026" may be read in two ways; it stays a text', note)
    assert.equal(JULY, one("7/1/2026", "time mdy"))
    assert.equal(JULY, one("1/7/2026", "time dmy"))
    assert.equal("13/7/2026", one("13/7/2026", "time mdy"))
  end)

  it("is read as its other values are, where these leave no doubt", function()
    assert.same({ JULY, "1783900800000" }, (read({ "1,7/1/2026,", "2,7/13/2026," }, "time")))
    assert.same({ JULY, "1783900800000" }, (read({ "1,1/7/2026,", "2,13/7/2026," }, "time")))
  end)
end)

describe("declared columns", function()
  it("tell the line, past cells of several lines and empty ones", function()
    local _, notes = read({ '1,5,"a', 'b"', "", "2,x,c", "3,x,c" }, "number")
    assert.equal('line 5, column v: "x" is no number; it stays a text; likewise in 1 more',
      notes[1])
  end)

  it("stay in the grid, and add up", function()
    local rows = csv.parse('id,v\na,"1,000.50"\nb,2%\n', { "id", v = "number" })
    assert.is_truthy(list_of.grid(rows))
    assert.same({ sum = 1000.52 }, report.rows(rows):totals { sum = report.sum "v" })
    assert.same({ { id = "a", v = "1000.50" }, { id = "b", v = "0.02" } },
      { rows[1], rows[2] })
  end)

  it("have to exist, and a type, and a zone", function()
    assert.matches("there is no column v; it has a", select(2, csv.parse("a\n1\n", { v = "time" })))
    assert.error_matches(function() csv.parse("a\n1\n", { a = "tim" }) end,
      'csv: column a: no type "tim"; there are number and time')
    assert.matches("zone", select(2, csv.parse("a\n1\n", { a = "time" }, { zone = "Nowhere/X" })))
  end)

  it("are no ids: a number that a spreadsheet rounded is read", function()
    local rows = assert(csv.parse("id,v\n1,6.93E+18\n", { "id", v = "number" }))
    assert.equal("6.93E+18", rows[1].v)
  end)
end)
