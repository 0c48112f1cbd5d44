-- SPDX-License-Identifier: MIT

--- The posts on the referral website: salary, city, degree, experience and expiry.
local arguments = require "lark.arguments"
local csv = require "lark.csv"
local fetch = require "lark.fetch"
local lark = require "lark"
local report = require "lark.report"

local USAGE = [[
usage: lualark run job_board.lua [OPTION...] [POSTS.csv]

Shows published job posts by salary, degree, experience and city, and those that expire
soon.

POSTS.csv has the column job_post_id. The default is the sample beside this script,
whose ids exist in the simulator.

  --days N          list posts that expire within N days (default: 30)
  --on YYYY-MM-DD   count the days from this day (default: now)
  --lang en|zh      the language of names, labels and the page (default: en)
  --zone ZONE       the time zone, such as Asia/Shanghai (default: the machine's)]]

local POST = "hire.referral_website.job_post.get"
local DAY_MS = 86400000
-- Salaries in thousands a month, the platform's unit.
local BANDS = { { 10, "below 10K" }, { 20, "10K to 20K" }, { 30, "20K to 30K" },
  { 50, "30K to 50K" }, { math.huge, "50K and more" } }

-- The band of the middle of a post's range; nil for a post without a salary.
local function band(row)
  local low, high = tonumber(row.min_salary), tonumber(row.max_salary)
  local middle = low and high and (low + high) / 2 or low or high
  for _, one in ipairs(BANDS) do
    if middle and middle < one[1] then return one[2] end
  end
end

local function salary(row)
  local low, high = tonumber(row.min_salary), tonumber(row.max_salary)
  if not (low or high) then return nil end
  return ("%s–%sK"):format(low or "", high or "")
end

-- Older posts have only `address`.
local function cities(row, named)
  local names = {}
  for _, place in ipairs(row.address_list or { row.address }) do
    names[#names + 1] = named(place)
  end
  return #names > 0 and table.concat(names, ", ") or nil
end

local given, err = arguments.read({ ... },
  { days = 30, on = "now", lang = report.languages, zone = "local" })
if not given then return nil, err end
if given.help then return USAGE end
local now_ms = report.day(given.on, given.zone)
local ids, why = csv.read(given[1] or arguments.beside "job_board.csv", { "job_post_id" })
if not ids then return nil, why end
local client, unset = lark.client()
if not client then return nil, unset end
local found, errors = fetch.all {
  posts = { csv.column(ids, "job_post_id"), function(id)
    return client.hire.referral_website.job_post.get { job_post_id = id }
  end },
}
if not found then return nil, errors end

local in_lang = function(key) return report.named(key, given.lang) end
local city = in_lang "city.name"
local posts = report.rows(found.posts):derive {
  id = "job_post.id", title = "job_post.title", headcount = "job_post.headcount",
  department = in_lang "job_post.job_department.name",
  city = function(row) return cities(row.job_post, city) end,
  salary = function(row) return salary(row.job_post) end,
  band = function(row) return band(row.job_post) end,
  degree = "job_post.required_degree", experience = "job_post.experience",
  expires = function(row) return math.tointeger(row.job_post.job_expire_time) end,
}
local expiring = posts:where(function(row)
  return row.expires and row.expires >= now_ms and row.expires < now_ms + given.days * DAY_MS
end):sort("expires", "title")
local bands = {}
for i, one in ipairs(BANDS) do bands[i] = one[2] end

local columns = {
  { key = "id", title = "Post", type = "id" },
  { key = "title", title = "Title" },
  { key = "department", title = "Department" },
  { key = "city", title = "City" },
  { key = "salary", title = "Salary", align = "right" },
  { key = "degree", title = "Degree", type = "enum", of = POST,
    field = "job_post.required_degree" },
  { key = "experience", title = "Experience", type = "enum", of = POST,
    field = "job_post.experience" },
  { key = "headcount", title = "Wanted", type = "integer", total = "sum" },
  { key = "expires", title = "Expires", type = "time", format = "%Y-%m-%d" },
}

local r = report.new("Job board", { lang = given.lang, zone = given.zone })
r:note(("%d posts are published, %d of them expire within %d days."):format(
  #posts, #expiring, given.days))
r:figure("Published posts", #posts, { type = "integer" })
r:figure("People wanted", posts:totals { wanted = report.sum "headcount" }.wanted,
  { type = "integer" })
r:figure(("Expire within %d days"):format(given.days), #expiring, { type = "integer" })
r:table(("Expiring within %d days"):format(given.days), expiring, columns,
  { id = "expiring" })
r:chart("Posts by salary", posts:group "band":complete("band", bands, { count = 0 }),
  { kind = "bar", x = { key = "band", title = "A month" }, y = { key = "count", title = "Posts" } },
  { id = "salaries" })
-- A post in three cities counts in each of them. Two cities may have one name.
local places = posts:unnest "job_post.address_list":derive { name = city, code = "city.code" }
r:chart("Posts by city", places:group("code", {
  city = report.first "name", count = report.count(),
}):sort("-count", "city"):top(12), { kind = "bar", x = { key = "city", id = "code" },
  y = { key = "count", title = "Posts" } }, { id = "cities" })
r:chart("Posts by degree", posts:group "degree":sort "degree", { kind = "bar",
  x = { key = "degree", type = "enum", of = POST, field = "job_post.required_degree" },
  y = { key = "count", title = "Posts" } }, { id = "degrees" })
r:chart("Posts by experience", posts:group "experience":sort "experience", { kind = "bar",
  x = { key = "experience", type = "enum", of = POST, field = "job_post.experience" },
  y = { key = "count", title = "Posts" } }, { id = "experience" })
r:table("All posts", posts:sort("city", "title"), columns, { id = "posts" })
return r, errors
