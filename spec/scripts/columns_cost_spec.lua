-- SPDX-License-Identifier: MIT

-- The cost of a cell must not depend on how many columns a table has. Instructions are counted by
-- valgrind, at two sizes a hundred apart.
local instructions = require "support.instructions"
local render = require "lark.render"

-- A sanitized build does not run under valgrind.
local test = os.getenv "LARK_CFLAGS" and pending or it

local PROGRAM = [[
  local render = require "lark.render"
  local function measure(columns)
    local rows = {}
    for i = 1, 5 do
      rows[i] = {}
      for at = 1, columns do rows[i]["c" .. at] = "v" .. at end
    end
    collectgarbage()
    mark()
    render.render(rows, { width = 100 })
    mark()
  end
  render.render({ { a = 1 } }, { width = 100 })
  measure(50)
  measure(5000)
]]

describe("a table on a terminal", function()
  test("takes no more for each of a hundred times the columns", function()
    local counts = instructions.of(PROGRAM)
    local few, many = counts[2] / 50, counts[4] / 5000
    assert.is_true(many <= 1.3 * few, ("%.0f for each of 50, %.0f of 5,000"):format(few, many))
  end)

  it("names the limit where ids became columns", function()
    local row = {}
    for i = 1, 16385 do row["id" .. i] = i end
    for _, format in ipairs { "table", "csv", "md", "html" } do
      local ok, err = pcall(render.render, { row }, { format = format })
      assert.is_false(ok)
      assert.matches("16385 columns, and may have 16384", err)
    end
    row.id1 = nil
    assert.matches("id16385", render.render({ row }, { format = "csv" }))
    assert.matches("id16385", render.render({ row }, { format = "json" }))
  end)

  it("marks what could not be read in columns that do not fit", function()
    local report = require("lark.report").new "x"
    local columns = {}
    local row = {}
    for at = 1, 30 do
      columns[at] = { key = "c" .. at, title = "column " .. at, type = "decimal" }
      row["c" .. at] = "1.5"
    end
    row.c30 = "much"
    report:table("t", { row }, columns)
    local text = render.render(report, { width = 60 })
    assert.matches("column 30", text)
    assert.matches("much", text)
  end)
end)
