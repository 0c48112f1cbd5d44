-- SPDX-License-Identifier: MIT

--- Who refers how many, what they hold for it, and how far applications made elsewhere have come.
local csv = require "lark.csv"
local lark = require "lark"
local report = require "lark.report"

local USAGE = [[
usage: lualark run referral_report.lua [IDS.csv]

IDS.csv has the columns talent_id and referral_account_id; either may be empty in
a row. Without it the sample beside this script is read, which fits the simulator.]]

-- hire.referral.search returns no more than this, and does not say what it left out.
local SEARCH_CAP = 200
local STATUS = { [1] = "active", [2] = "stopped" }

-- What is read for the ids in a column of the CSV.
local FETCHES = {
  { name = "referrals", column = "talent_id", call = function(client, id)
    return client.hire.referral.search { talent_id = id }
  end },
  { name = "applications", column = "talent_id", call = function(client, id)
    return client.hire.external_application.list.all { talent_id = id, page_size = 20 }
  end },
  { name = "accounts", column = "referral_account_id", call = function(client, id)
    return client.hire.referral_account.get_account_assets { referral_account_id = id }
  end },
}

-- Rows in the order they were first met, and each by its key.
local function new_group() return { rows = {}, by = {} } end

local function member(group, key, new)
  if not group.by[key] then
    group.by[key] = new
    table.insert(group.rows, new)
  end
  return group.by[key]
end

-- One job for each id and fetch, however many rows repeat the id.
local function jobs_for(rows)
  local jobs = new_group()
  for i, row in ipairs(rows) do
    for _, fetch in ipairs(FETCHES) do
      local id = row[fetch.column] or ""
      if id ~= "" then member(jobs, fetch.name .. id, { row = i, id = id, fetch = fetch }) end
    end
  end
  return jobs.rows
end

-- What the jobs found, in lists by their fetch's name; and those that failed.
local function read(client, jobs)
  local results, errors = lark.map(jobs, function(job)
    return job.fetch.call(client, job.id)
  end, { concurrency = 100 })

  local found, failed = { referrals = {}, applications = {}, accounts = {} }, { n = errors.n }
  for i, job in ipairs(jobs) do
    if results[i] then table.insert(found[job.fetch.name], results[i]) end
    if errors[i] then
      failed[i] = { row = job.row, what = job.fetch.name, id = job.id, error = errors[i] }
    end
  end
  return found, failed
end

local function referrer(group, person)
  local name = person.name or {}
  return member(group, person.id, {
    id = person.id, name = name.zh_cn or name.en_us or person.id, referrals = 0,
  })
end

-- Only here do a referrer's points, cash and status get values: who has no
-- account has empty cells, not zeros.
local function add_account(row, account, currencies)
  local bonus = account.assets and account.assets.confirmed_bonus or {}
  row.points = bonus.point_bonus
  row.status = STATUS[account.status] or account.status or "unknown"
  for _, cash in ipairs(bonus.cash_bonus or {}) do
    local key = "cash_" .. cash.currency_type
    local title = "Cash " .. cash.currency_type
    member(currencies, key, { key = key, title = title, type = "decimal" })
    -- Whole cents add up exactly; 0.1 + 0.2 would not be 0.3.
    row[key] = (row[key] or 0) + math.floor(cash.amount * 100 + 0.5)
  end
end

-- Most first, equals by name.
local function sort(rows, key, name)
  table.sort(rows, function(a, b)
    if a[key] ~= b[key] then return a[key] > b[key] end
    return a[name] < b[name]
  end)
end

local function referrers(found)
  local group, currencies = new_group(), new_group()
  for _, page in ipairs(found.referrals) do
    for _, item in ipairs(page.items or {}) do
      local row = referrer(group, item.referral_user)
      row.referrals = row.referrals + 1
    end
  end
  for _, data in ipairs(found.accounts) do
    add_account(referrer(group, data.account.referrer), data.account, currencies)
  end

  table.sort(currencies.rows, function(a, b) return a.key < b.key end)
  for _, column in ipairs(currencies.rows) do
    for _, row in ipairs(group.rows) do
      if row.status then row[column.key] = (row[column.key] or 0) / 100 end
    end
  end
  sort(group.rows, "referrals", "name")
  return group.rows, currencies.rows
end

local function stages(found)
  local group = new_group()
  for _, applications in ipairs(found.applications) do
    for _, application in ipairs(applications) do
      local stage = application.stage or ""
      local row = member(group, stage, {
        stage = stage ~= "" and stage or "(none)", count = 0, running = 0, ended = 0,
      })
      local how = (application.termination_type or "") ~= "" and "ended" or "running"
      row[how] = row[how] + 1
      row.count = row.count + 1
    end
  end
  sort(group.rows, "count", "stage")
  return group.rows
end

local function add_notes(r, found)
  local count, capped = 0, 0
  for _, page in ipairs(found.referrals) do
    local items = page.items or {}
    count = count + #items
    if #items >= SEARCH_CAP then capped = capped + 1 end
  end
  r:note(("%d talents with %d referrals and %d bonus accounts were read."):format(
    #found.referrals, count, #found.accounts))
  if capped > 0 then
    r:note(("%d talents may have more referrals than a search returns: %d of each are counted.")
      :format(capped, SEARCH_CAP))
  end
end

local function build(found)
  local rows, currencies = referrers(found)
  local columns = {
    { key = "name", title = "Referrer" },
    { key = "referrals", title = "Referrals" },
    { key = "points", title = "Points" },
  }
  table.move(currencies, 1, #currencies, #columns + 1, columns)
  table.insert(columns, { key = "status", title = "Account" })

  local r = report.new("Referrals")
  add_notes(r, found)
  r:table("Referrers", rows, columns)
  r:table("Applications in other systems, by stage", stages(found), {
    { key = "stage", title = "Stage" },
    { key = "count", title = "Applications" },
    { key = "running", title = "Not ended" },
    { key = "ended", title = "Ended" },
  })
  return r
end

local path = ...
if path == "--help" or path == "-h" then return print(USAGE) end
path = path or arg[0]:gsub("%.lua$", "") .. ".csv"

local rows, why = csv.read(path)
if not rows then return nil, why end
if rows[1] and not (rows[1].talent_id or rows[1].referral_account_id) then
  return nil, path .. ": there is no column talent_id or referral_account_id"
end

local client, unset = lark.client()
if not client then return nil, unset end

local jobs = jobs_for(rows)
local found, errors = read(client, jobs)
-- When nothing at all could be read, the first reason says more than an empty report.
if errors.n > 0 and errors.n == #jobs then return nil, errors[1].error end
return build(found), errors.n > 0 and errors or nil
