-- SPDX-License-Identifier: MIT

--- The posts on the referral website: salary, city, degree, experience and expiry.
local arguments = require "lark.arguments"
local csv = require "lark.csv"
local fetch = require "lark.fetch"
local lark = require "lark"
local report = require "lark.report"

local USAGE = { en = [[
usage: lualark run job_board.lua [OPTION...] [POSTS.csv]

Shows published job posts by salary, degree, experience and city, and those that expire
soon.

POSTS.csv has the column job_post_id (or 职位广告 ID). The default is the sample beside this script,
whose ids exist in the simulator.

  --days N          list posts that expire within N days (default: 30)
  --on YYYY-MM-DD   count the days from this day (default: now)
  --lang en|zh      the language of names, labels and the page (default: that of the process)
  --zone ZONE       the time zone, such as Asia/Shanghai (default: the machine's)]], zh = [[
用法：lualark run job_board.lua [选项...] [POSTS.csv]

按薪资、学历、工作年限和城市统计已发布的职位广告，并列出即将到期的职位广告。

POSTS.csv 包含 job_post_id 列（职位广告 ID 亦可）。默认使用脚本旁的示例文件，其中的 ID 在
模拟器中存在。

  --days N          列出 N 天内到期的职位广告（默认：30）
  --on YYYY-MM-DD   从这一天起计算天数（默认：现在）
  --lang en|zh      姓名、标签和页面的语言（默认：进程的语言）
  --zone ZONE       时区，例如 Asia/Shanghai（默认：本机时区）]] }

local POST = "hire.referral_website.job_post.get"
local DAY_MS = 86400000
-- Bands of salaries in thousands a month, the platform's unit. The English is what programs
-- find them by.
local BANDS = {
  { 10, en = "below 10K", zh = "10K 以下" }, { 20, en = "10K to 20K", zh = "10K–20K" },
  { 30, en = "20K to 30K", zh = "20K–30K" }, { 50, en = "30K to 50K", zh = "30K–50K" },
  { math.huge, en = "50K and more", zh = "50K 及以上" },
}

-- Texts that several parts have.
local POSTS, CITY = { en = "Posts", zh = "职位广告数" }, { en = "City", zh = "城市" }
local DEGREE = { key = "degree", title = { en = "Degree", zh = "学历" }, type = "enum",
  of = POST, field = "job_post.required_degree" }
local EXPERIENCE = { key = "experience", title = { en = "Experience", zh = "工作年限" },
  type = "enum", of = POST, field = "job_post.experience" }

-- The band of the middle of a post's range; nil for a post without a salary.
local function band(row)
  local low, high = tonumber(row.min_salary), tonumber(row.max_salary)
  local middle = low and high and (low + high) / 2 or low or high
  for _, one in ipairs(BANDS) do
    if middle and middle < one[1] then return one.en end
  end
end

local function salary(row)
  local low, high = tonumber(row.min_salary), tonumber(row.max_salary)
  if not (low or high) then return nil end
  return ("%s–%sK"):format(low or "", high or "")
end

-- Older posts have only `address`.
local function cities(row, named, separator)
  local names = {}
  for _, place in ipairs(row.address_list or { row.address }) do
    names[#names + 1] = named(place)
  end
  return #names > 0 and table.concat(names, separator) or nil
end

local given, err = arguments.read({ ... },
  { days = 30, on = "now", lang = report.languages, zone = "local" })
if not given then return nil, err end
if given.help then return report.text(USAGE, given.lang) end
local now_ms = report.day(given.on, given.zone)
local ids, why = csv.read(given[1] or arguments.beside "job_board.csv", { "job_post_id" })
if not ids then return nil, why end
local client, unset = lark.client()
if not client then return nil, unset end
local found, errors = fetch.all {
  posts = { csv.column(ids, "job_post_id"), function(id)
    return client.hire.referral_website.job_post.get { job_post_id = id }
  end, title = { en = "posts", zh = "职位广告" } },
}
if not found then return nil, errors end

local in_lang = function(key) return report.named(key, given.lang) end
local city, comma = in_lang "city.name", report.text({ en = ", ", zh = "、" }, given.lang)
local posts = report.rows(found.posts):derive {
  id = "job_post.id", title = "job_post.title", headcount = "job_post.headcount",
  department = in_lang "job_post.job_department.name",
  city = function(row) return cities(row.job_post, city, comma) end,
  salary = function(row) return salary(row.job_post) end,
  band = function(row) return band(row.job_post) end,
  degree = "job_post.required_degree", experience = "job_post.experience",
  expires = function(row) return math.tointeger(row.job_post.job_expire_time) end,
}
local expiring = posts:where(function(row)
  return row.expires and row.expires >= now_ms and row.expires < now_ms + given.days * DAY_MS
end):sort("expires", report.by_name("title", given.lang))
local bands, band_labels = {}, {}
for i, one in ipairs(BANDS) do
  bands[i], band_labels[one.en] = one.en, { en = one.en, zh = one.zh }
end

local columns = {
  { key = "id", title = { en = "Post", zh = "职位广告 ID" }, type = "id" },
  { key = "title", title = { en = "Title", zh = "职位名称" } },
  { key = "expires", type = "time", format = "%Y-%m-%d", title = { en = "Expires", zh = "到期日" } },
  { key = "department", title = { en = "Department", zh = "部门" } },
  { key = "city", title = CITY },
  { key = "salary", title = { en = "Salary", zh = "月薪" }, align = "right" },
  DEGREE,
  EXPERIENCE,
  { key = "headcount", type = "integer", total = "sum", title = { en = "Wanted", zh = "招聘人数" } },
}

local within = report.filled({ en = "%d days", zh = "%d 天内" }, given.days)
local r = report.new({ en = "Job board", zh = "职位广告" }, { lang = given.lang, zone = given.zone })
r:note(report.filled({
  en = "%d posts are published, %d of them expire within %s.",
  zh = "已发布 %d 个职位广告，其中 %d 个将在 %s到期。",
}, #posts, #expiring, within))
r:figure({ en = "Published posts", zh = "已发布的职位广告" }, #posts, { type = "integer" })
r:figure({ en = "People wanted", zh = "招聘人数" },
  posts:totals { wanted = report.sum "headcount" }.wanted, { type = "integer" })
r:figure(report.filled({ en = "Expire within %s", zh = "%s到期" }, within), #expiring,
  { type = "integer" })
r:table(report.filled({ en = "Expiring within %s", zh = "%s到期的职位广告" }, within), expiring,
  columns, { id = "expiring" })
r:chart({ en = "Posts by salary", zh = "各月薪区间的职位广告" },
  posts:group "band":complete("band", bands, { count = 0 }), { kind = "bar",
  x = { key = "band", title = { en = "A month", zh = "月薪" }, type = "enum", labels = band_labels },
  y = { key = "count", title = POSTS } }, { id = "salaries" })
-- A post in three cities counts in each of them. Two cities may have one name.
local places = posts:unnest "job_post.address_list":derive { name = city, code = "city.code" }
r:chart({ en = "Posts by city", zh = "各城市的职位广告" }, places:group("code", {
  city = report.first "name", count = report.count(),
}):sort("-count", report.by_name("city", given.lang)):top(12), { kind = "bar",
  x = { key = "city", title = CITY, id = "code" },
  y = { key = "count", title = POSTS } }, { id = "cities" })
r:chart({ en = "Posts by degree", zh = "各学历要求的职位广告" }, posts:group "degree":sort "degree",
  { kind = "bar", x = DEGREE,
  y = { key = "count", title = POSTS } }, { id = "degrees" })
r:chart({ en = "Posts by experience", zh = "各工作年限的职位广告" },
  posts:group "experience":sort "experience", { kind = "bar", x = EXPERIENCE,
  y = { key = "count", title = POSTS } }, { id = "experience" })
r:table({ en = "All posts", zh = "全部职位广告" },
  posts:sort(report.by_name("city", given.lang), report.by_name("title", given.lang)), columns,
  { id = "posts" })
return r, errors
