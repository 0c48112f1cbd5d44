-- SPDX-License-Identifier: MIT

--- Calls an endpoint for each of many ids, many calls at a time.
---
---     local found, errors = fetch.all {
---       accounts = { account_ids, function(id)
---         return client.hire.referral_account.get_account_assets { referral_account_id = id }
---       end },
---     }
---     if not found then return nil, errors end
---     ... found.accounts ...
---     return report, errors
local lark = require "lark"

local M = {}

-- More calls than this would only wait for the rate limits.
local CONCURRENCY = 100

local function jobs_for(reads)
  local names, jobs = {}, {}
  for name in pairs(reads) do names[#names + 1] = name end
  table.sort(names)
  for _, name in ipairs(names) do
    local ids, read = reads[name][1], reads[name][2]
    if type(ids) ~= "table" or type(read) ~= "function" then
      error(("fetch.all: %s is { ids, function }"):format(name), 3)
    end
    for _, id in ipairs(ids) do jobs[#jobs + 1] = { what = name, id = id, read = read } end
  end
  return jobs
end

--- Calls each function with each of its ids, many at a time.
---
--- `found[name]` lists the results in the order of the ids. Ids that failed are left out
--- and listed in `errors`, as `{ what=, id=, error= }`. If every call failed, it returns
--- nil and the first error, since an empty report would say less.
--- @param reads table<string, { [1]: any[], [2]: fun(id: any): any, any }>
--- @return table<string, any[]>? found
--- @return table errors  a script returns it as its second value
function M.all(reads)
  local jobs = jobs_for(reads)
  local results, failed = lark.map(jobs, function(job) return job.read(job.id) end,
    { concurrency = CONCURRENCY })
  if #jobs > 0 and failed.n == #jobs then return nil, failed[1] end

  local found, errors = {}, { n = 0 }
  for name in pairs(reads) do found[name] = {} end
  for i, job in ipairs(jobs) do
    if failed[i] == nil then
      table.insert(found[job.what], results[i])
    else
      errors.n = errors.n + 1
      errors[errors.n] = { what = job.what, id = job.id, error = failed[i] }
    end
  end
  return found, errors
end

return M
