-- SPDX-License-Identifier: MIT
local lark = require "lark"
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
    assert.error_matches(function() report.new(1) end, "a title is a string")
  end)

  it("is written in its language", function()
    local render = require("lark.render").render
    local r = report.new("报告", { lang = "zh" }):table("表", {}, { "a" })
    assert.matches("(无数据)", render(r), 1, true)
    assert.matches('<html lang="zh-CN">', render(r, { format = "html" }), 1, true)
    assert.matches("失败的行", render(r, { errors = { n = 1, "x" } }), 1, true)
  end)
end)
