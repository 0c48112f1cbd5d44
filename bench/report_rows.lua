-- SPDX-License-Identifier: MIT

--- The report for bench/report.lua: the `groups` or the `rows` of a CSV, or
--- those `joined` with a second one.
local csv = require "lark.csv"
local report = require "lark.report"

local what, path, other = ...
local rows = report.rows(assert(csv.read(path)))
if what == "groups" then
  return rows:group({ "referrer", "currency" }, {
    count = report.count(), total = report.sum "amount",
    least = report.min "amount", most = report.max "amount",
  }):sort("referrer", "currency")
end
if what == "joined" then
  return rows:join(assert(csv.read(other)), { on = "referrer" })
    :sort(report.number "amount", "id"):top(100)
end
return report.new("Bonuses"):table("Bonuses", rows, {
  { key = "id", title = "id", type = "id" },
  { key = "referrer", title = "referrer" },
  { key = "currency", title = "currency" },
  { key = "amount", title = "amount", type = "decimal" },
  { key = "note", title = "note" },
})
