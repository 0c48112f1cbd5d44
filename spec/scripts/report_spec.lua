-- SPDX-License-Identifier: MIT
local lark = require "lark"
local report = require "lark.report"

describe("report", function()
  it("is plain data that JSON takes", function()
    local r = report.new("T"):note("n"):table("H", { { a = 1 } }, { "a" })
    assert.equal('{"notes":["n"],"tables":[{"columns":[{"key":"a"}],"rows":[{"a":1}],"title":"H"}]'
      .. ',"title":"T"}', lark.encode(r))
  end)

  it("keeps empty lists as lists", function()
    assert.equal('{"notes":[],"tables":[],"title":"T"}', lark.encode(report.new "T"))
    assert.equal("[]", lark.encode(report.new "T":table("H", {}).tables[1].rows))
  end)

  it("is told from other values", function()
    assert.is_true(report.is(report.new "T"))
    for _, value in ipairs { { title = "T" }, "report", 1, false } do
      assert.is_false(report.is(value))
    end
    assert.is_false(report.is(nil))
  end)

  it("points at the line that names a wrong column", function()
    local function complaint(...)
      local given = table.pack(...)
      local _, why = pcall(function() report.new "T":table(table.unpack(given)) end)
      return why:match("report_spec.lua:%d+: (.*)")
    end
    assert.equal("report: a column is a key, or a table with a key",
      complaint("H", {}, { { title = "A" } }))
    assert.equal('report: column a: no type "date"',
      complaint("H", {}, { { key = "a", type = "date" } }))
    assert.equal("report: column a: align is left or right",
      complaint("H", {}, { { key = "a", align = "up" } }))
    assert.equal("report: rows are a list, not a string", complaint("H", "rows"))
  end)
end)
