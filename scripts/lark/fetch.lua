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
---
--- An error that all ids would get, of permission or configuration, is asked for once: the
--- first id of each name goes ahead, and the others wait for its answer. `errors` lists every
--- id all the same.
local failures = require "lark.failures"
local lark = require "lark"
local locale = require "lark.locale"
local names_of = require "lark.names"
local say = require "lark.say"

local M = {}

-- More calls than this would only wait for the rate limits.
local CONCURRENCY = 100

-- Equal failures in a row after which nothing more is asked; --max-errors of `lualark run`.
local most_errors = math.huge

--- Stops reading after so many equal failures in a row, unless a script says otherwise.
--- @param count integer  1 or more
function M.stop_after(count)
  if math.type(count) ~= "integer" or count < 1 then
    error(say "fetch.stop_after: how many errors is an integer from 1 on", 2)
  end
  most_errors = count
end

local function jobs_for(reads)
  local jobs, firsts = {}, {}
  for _, name in ipairs(names_of(reads)) do
    local ids, read, title = reads[name][1], reads[name][2], reads[name].title
    if title ~= nil and not locale.is_text(title) then
      error(say("fetch.all: the title of %s is a text", name), 3)
    end
    if type(ids) ~= "table" or type(read) ~= "function" then
      error(say("fetch.all: %s is { ids, function }", name), 3)
    end
    for i, id in ipairs(ids) do
      local job = { what = name, title = title, id = id, read = read }
      if i == 1 then firsts[name] = job end
      jobs[#jobs + 1] = job
    end
  end
  return jobs, firsts
end

-- Every id would get the same error: the setup is wrong, or the app may not call this.
local FOR_ALL = { config = true, auth = true, permission = true }

local function kind_of(err) return type(err) == "table" and err.kind or nil end

-- Sets `err` as the answer to all further ids of a name.
local function note(state, job, err)
  if err == nil then
    state.row, state.same = 0, nil
    state.fine[job.what] = true
    return
  end
  local kind = kind_of(err)
  -- Where one id was answered, a missing permission is about another id.
  if FOR_ALL[kind] and not (kind == "permission" and state.fine[job.what]) then
    state.for_all[job.what] = state.for_all[job.what] or err
  end
  if kind == "cancelled" then return end
  local same = failures.signature { what = job.what, id = job.id, error = err }
  state.row = state.same == same and state.row + 1 or 1
  state.same = same
  if state.row >= state.most and not state.stopped then
    state.stopped = lark.error {
      kind = "limit", retryable = false,
      msg = say("not read, after %d equal errors in a row", state.row),
      hint = say "Mend what the first of them says; --max-errors sets how many may come.",
    }
  end
end

-- Reads one id, unless what is known already answers it.
local function read_one(state, job)
  local known = state.for_all[job.what] or state.stopped
  if known then return nil, known end
  local ok, value, err = pcall(job.read, job.id)
  if not ok then value, err = nil, value == nil and say "nil was raised" or value end
  if value ~= nil and value ~= false then err = nil end
  note(state, job, err)
  if err ~= nil then return nil, err end
  return value
end

-- For tasks by name: those that have not ended are cancelled with who waits for them.
local CANCELLED = {
  __close = function(tasks)
    for _, task in pairs(tasks) do task:cancel() end
  end,
}

-- A function that answers a job: the first of each name goes ahead, and the others wait for
-- its end. It runs in one of the tasks, of its own, since the row that waits may be any.
local function answerer(state, firsts, tasks)
  return function(job)
    local first = firsts[job.what]
    if not first.answered then
      tasks[job.what] = tasks[job.what] or lark.spawn(function()
        first.value, first.error = read_one(state, first)
        first.answered = true
      end)
      tasks[job.what]:await()
    end
    if job == first then return job.value, job.error end
    return read_one(state, job)
  end
end

--- @class lark.fetch.read
--- @field [1] any[]                          the ids
--- @field [2] fun(id: any): any, any         reads one: its result, or nil and the error
--- @field title? string|lark.text            the name as the list of failed rows shows it

--- Calls each function with each of its ids, many at a time.
---
--- `found[name]` lists the results in the order of the ids. Ids that failed are left out
--- and listed in `errors`, as `{ what=, id=, error= }`, `what` being the name. If every call
--- failed, it returns nil and the first error, since an empty report would say less.
--- @param reads table<string, lark.fetch.read>
--- @param options? { max_errors?: integer }  equal failures in a row after which no id is
---   asked for any more; without a limit, or as `lualark run --max-errors` says
--- @return table<string, any[]>? found
--- @return table errors  a script returns it as its second value
function M.all(reads, options)
  local most = options and options.max_errors or most_errors
  if most ~= math.huge and (math.type(most) ~= "integer" or most < 1) then
    error(say "fetch.all: max_errors is an integer from 1 on", 2)
  end
  local jobs, firsts = jobs_for(reads)
  local state = { row = 0, most = most, fine = {}, for_all = {} }
  local tasks <close> = setmetatable({}, CANCELLED)
  local results, failed = lark.map(jobs, answerer(state, firsts, tasks),
    { concurrency = CONCURRENCY })
  if #jobs > 0 and failed.n == #jobs then return nil, failed[1] end

  local found, errors = {}, { n = 0 }
  for name in pairs(reads) do found[name] = {} end
  for i, job in ipairs(jobs) do
    if failed[i] == nil then
      table.insert(found[job.what], results[i])
    else
      errors.n = errors.n + 1
      local err = { what = job.what, id = job.id, error = failed[i] }
      if job.title then failures.entitle(err, { what = job.title }) end
      errors[errors.n] = err
    end
  end
  return found, errors
end

return M
