-- SPDX-License-Identifier: MIT

-- lark.names, and the messages that would name another of several mistakes in each run.
local column = require "lark.column"
local csv = require "lark.csv"
local names = require "lark.names"
local report = require "lark.report"

-- A table with all of these names. `pairs` takes ten names in order once in millions.
local LETTERS = { "j", "i", "h", "g", "f", "e", "d", "c", "b", "a" }

local function with_all(value)
  local all = {}
  for _, letter in ipairs(LETTERS) do all[letter] = value end
  return all
end

local function complaint(fn, ...)
  local ok, why, wrong = pcall(fn, ...)
  return tostring(not ok and why or wrong)
end

describe("names", function()
  it("are sorted, of any types", function()
    assert.same({ "a", "b", "c", "d", "e", "f", "g", "h", "i", "j" }, names(with_all(1)))
    assert.same({ 1, "a", true }, names { "x", a = "y", [true] = "z" })
    assert.same({}, names())
  end)
end)

describe("the first of several mistakes, by its name,", function()
  local rows = report.rows { { id = "1", a = "no", b = "nor this" } }
  local CASES = {
    { "the facts of a column", "fact a$", column.of, { (function()
      local facts = with_all(1)
      facts.key = "x"
      return facts
    end)() } },
    { "the options of a part", "no a$", report.new "r".table, { report.new "r", "t", rows, nil,
      with_all(1) } },
    { "a page that is no list", '"a" in it', report.rows, { with_all(1) } },
    { "a page in a report", '"a" in it', report.new "r".table, { report.new "r", "t",
      with_all(1) } },
    { "the facts of a chart", "no a$", require("lark.chart").of, { rows, (function()
      local how = with_all(1)
      how.kind = "bar"
      return how
    end)() } },
    { "the types of a file", "column a:", csv.parse, { "x\n1\n", with_all "colour" } },
  }
  for _, case in ipairs(CASES) do
    it("is told: " .. case[1], function()
      assert.matches(case[2], complaint(case[3], table.unpack(case[4], 1, 5)))
    end)
  end

  it("is told: the fields of where", function()
    local all = with_all "x"
    all.a, all.b = nil, nil
    local two = report.rows { { id = "1" } }
    assert.matches('no row has "c"', complaint(two.where, two, all))
  end)

  it("is told: sums of what is no number", function()
    local found = {}
    for _, letter in ipairs(LETTERS) do found[letter] = letter end
    local sums = {}
    for _, letter in ipairs(LETTERS) do sums["sum_" .. letter] = report.sum(letter) end
    local list = report.rows { found }
    assert.matches("^a: ", complaint(list.totals, list, sums))
    assert.matches("^a: ", complaint(list.group, list, "a", sums))
  end)
end)
