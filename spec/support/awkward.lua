-- SPDX-License-Identifier: MIT

--- A report of data that is hard to render.
local lark = require "lark"
local report = require "lark.report"

local M = {}

M.rows = {
  { id = "7057542136710958306", name = "张三", text = 'a "quoted", text', n = 12, cash = 0.1,
    currency = "CNY", at = 1618899376474, status = 1 },
  { id = "0012", name = "李四 😀👩‍👩‍👧", text = "two\nlines\tand a tab", n = -5, cash = 0.2,
    currency = "CNY", at = "1701226882718", status = 2 },
  { id = "=1+1", name = "=HYPERLINK(\"http://evil\")", text = "+1|-1|@x", n = 0, cash = -1234567.5,
    currency = "USD", at = 0, status = 3 },
  { id = "-", name = "<b>&amp;</b>", text = ("很长的文字 "):rep(20), n = lark.null,
    tags = lark.array { "a", "b" } },
  { name = "e\u{301}\u{202e}\27[31m\0", text = "" },
  { id = "＝2", name = "  spaces  ", text = "*_`[x](y)", n = 9007199254740993, cash = "10" },
}

M.columns = {
  { key = "id", title = "Id", type = "id" },
  { key = "name", title = "姓名" },
  { key = "text", title = "Text, \"quoted\"" },
  { key = "n", title = "N", type = "integer", total = "sum" },
  { key = "cash", title = "Cash", type = "money", currency_key = "currency", total = "sum" },
  { key = "at", title = "Time", type = "time" },
  { key = "status", title = "Status", type = "enum", labels = { "active", "stopped" } },
}

--- The report and its errors.
function M.report()
  local r = report.new("Awkward <data> 😀", { zone = "Asia/Shanghai" })
  r:note("A note & more."):note("第二条")
  r:heading "Tables"
  r:table("Rows", M.rows, M.columns)
  r:table("No rows", {}, { "a", "b" })
  r:table("Without columns", report.rows(M.rows):select { "name", "tags", "n" })
  r:heading "Charts":note "Below the heading."
  r:chart("Bars", M.rows, { kind = "bar", x = "name", y = { key = "n", title = "N" } })
  r:chart("Nothing", {}, { kind = "line", x = "a", y = "b" })
  return r, { n = 2, [3] = "no scope", [7] = { id = "=x", error = "broken\nbadly" } }
end

return M
