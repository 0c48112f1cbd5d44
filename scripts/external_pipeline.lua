-- SPDX-License-Identifier: MIT

--- Applications in other systems by stage, source and outcome, and how long they took.
local arguments = require "lark.arguments"
local csv = require "lark.csv"
local fetch = require "lark.fetch"
local lark = require "lark"
local report = require "lark.report"

local USAGE = [[
usage: lualark run external_pipeline.lua [OPTION...] [TALENTS.csv]

Shows external applications by stage, by source and by outcome, with the days from
their creation to their end.

TALENTS.csv has the column talent_id. The default is the sample of referral_report.lua,
whose ids exist in the simulator.

  --lang en|zh   the language of labels and the page (default: en)
  --zone ZONE    the time zone, such as Asia/Shanghai (default: the machine's)]]

local LIST = "hire.external_application.list"
local DAY_MS = 86400000

-- An external system writes when and why an application ended. A running one has no
-- termination type, and its modify_time is no end.
local function outcome(row)
  local how = row.termination_type
  return how ~= nil and how ~= "" and how or "running"
end

local function days(row)
  if outcome(row) == "running" or not (row.modify_time and row.create_time) then return nil end
  return (row.modify_time - row.create_time) / DAY_MS
end

local COUNTED = {
  count = report.count(),
  ended = report.count "days",
  median = report.median "days",
  slow = report.percentile("days", 90),
}

-- The rows and columns of a table by one key.
local function by(rows, key, title)
  return rows:group(key, COUNTED):sort("-count", key), {
    { key = key, title = title },
    { key = "count", title = "Applications", type = "integer", total = "sum" },
    { key = "share", title = "Share", share = "count", total = "sum" },
    { key = "ended", title = "Ended", type = "integer", total = "sum" },
    { key = "median", title = "Median days", type = "decimal", places = 1 },
    { key = "slow", title = "90% within", type = "decimal", places = 1 },
  }
end

local given, err = arguments.read({ ... }, { lang = report.languages, zone = "local" })
if not given then return nil, err end
if given.help then return USAGE end
local talents, why = csv.read(given[1] or arguments.beside "referral_report.csv", { "talent_id" })
if not talents then return nil, why end
local client, unset = lark.client()
if not client then return nil, unset end
local found, errors = fetch.all {
  applications = { csv.column(talents, "talent_id"), function(id)
    return client.hire.external_application.list.all { talent_id = id, page_size = 20 }
  end },
}
if not found then return nil, errors end

local rows = report.concat(found.applications):derive { outcome = outcome, days = days }
local stages = rows:pivot { rows = "stage", columns = "outcome" }
local outcomes = { table.unpack(stages:keys(), 2) }
local r = report.new("Applications in other systems", { lang = given.lang, zone = given.zone })
r:note(("%d applications of %d talents were read."):format(#rows, #found.applications))
r:figure("Applications", #rows, { type = "integer" })
r:figure("Not ended", #rows:where { outcome = "running" }, { type = "integer" })
r:figure("Median days to an end", rows:totals { days = report.median "days" }.days,
  { type = "decimal", places = 1 })
local function add_counts(id, title, key, heading)
  local list, columns = by(rows, key, heading)
  r:table(title, list, columns, { id = id })
end
r:heading "Stages"
add_counts("stages", "By stage", "stage", "Stage")
if #outcomes > 0 then -- without an application there is none
  r:chart("Outcomes by stage", stages:join(rows:group "stage", { on = "stage" }):sort "-count",
    { kind = "stacked", x = "stage", y = outcomes }, { id = "outcomes-by-stage" })
end
r:heading "Sources"
add_counts("sources", "By source", "resume_source", "Source")
r:chart("Applications by source", rows:group "resume_source":sort("-count"):top(12),
  { kind = "bar", x = "resume_source", y = { key = "count", title = "Applications" } },
  { id = "applications-by-source" })
local delivery, columns = by(rows, "delivery_type", "Came by")
columns[1].type, columns[1].of, columns[1].field = "enum", LIST, "items.delivery_type"
r:table("By the way they came", delivery, columns, { id = "ways" })
r:heading "Ends"
add_counts("outcomes", "By outcome", "outcome", "Outcome")
r:table("Why they ended", rows:where(function(row) return row.outcome ~= "running" end)
  :group({ "outcome", "termination_reason" }, COUNTED):sort("-count"):top(15), {
  { key = "outcome", title = "Outcome" },
  { key = "termination_reason", title = "Reason" },
  { key = "count", title = "Applications", type = "integer" },
  { key = "median", title = "Median days", type = "decimal", places = 1 },
}, { id = "reasons" })
return r, errors
