-- SPDX-License-Identifier: MIT

--- A queue on a Redis server: a stream with a consumer group does the distributing.
---
---     lark:queue:{NAME}:jobs      the stream: a row each, as JSON; done ones are removed
---     lark:queue:{NAME}:results   a hash: the result of each row, by its id, kept once
---     lark:queue:{NAME}:errors    a hash: why a row failed last
---     lark:queue:{NAME}:aside     a hash: the rows that failed too often
---
--- All of it expires a month after it was last used.
local M = {}
M.__index = M

local GROUP = "workers"
local MONTH_MS = "2592000000"

-- Adds rows all at once, or none of them.
local ADD = [[
#!lua
for i = 2, #ARGV do redis.call('XADD', KEYS[1], '*', 'row', ARGV[i]) end
redis.call('PEXPIRE', KEYS[1], ARGV[1])
return #ARGV - 1
]]

-- The first result of a row counts; whoever brings it, the row is done.
local FINISH = [[
#!lua
local jobs, results, errors = KEYS[1], KEYS[2], KEYS[3]
local kept = redis.call('HSETNX', results, ARGV[2], ARGV[3])
redis.call('HDEL', errors, ARGV[2])
redis.call('XACK', jobs, ARGV[4], ARGV[2])
redis.call('XDEL', jobs, ARGV[2])
redis.call('PEXPIRE', results, ARGV[1])
return kept
]]

-- A row that failed too often.
local PUT_ASIDE = [[
#!lua
local jobs, aside = KEYS[1], KEYS[2]
local job = redis.call('XRANGE', jobs, ARGV[2], ARGV[2])[1]
if job then redis.call('HSET', aside, ARGV[2], job[2][2]) end
redis.call('XACK', jobs, ARGV[3], ARGV[2])
redis.call('XDEL', jobs, ARGV[2])
redis.call('PEXPIRE', aside, ARGV[1])
return job and 1 or 0
]]

--- @param server table   server.open()
--- @param name string
function M.open(server, name)
  local self = setmetatable({ server = server, name = name }, M)
  for _, part in ipairs { "jobs", "results", "errors", "aside" } do
    self[part .. "_key"] = ("lark:queue:{%s}:%s"):format(name, part)
  end
  return self
end

-- Makes the group of the workers, which may be there already.
function M:prepare()
  local made, err = self.server:call("XGROUP", "CREATE", self.jobs_key, GROUP, "0", "MKSTREAM")
  if made or err:find "^BUSYGROUP" then return true end
  return nil, err
end

--- Adds rows, which are JSON texts. Returns how many; or nil, the error, and how many were
--- added before it.
function M:add(rows)
  local ready, err = self:prepare()
  if not ready then return nil, err, 0 end
  local added, PORTION = 0, 500
  for at = 1, #rows, PORTION do
    local words = { "EVAL", ADD, "1", self.jobs_key, MONTH_MS }
    table.move(rows, at, math.min(at + PORTION - 1, #rows), #words + 1, words)
    local count
    count, err = self.server:call(table.unpack(words))
    if not count then return nil, err, added end
    added = added + count
  end
  return added
end

local function jobs_of(entries)
  local jobs = {}
  for _, entry in ipairs(entries) do
    if entry[2] then jobs[#jobs + 1] = { id = entry[1], row = entry[2][2] } end
  end
  return jobs
end

--- Takes over the rows of workers that have been silent for `patience_ms`.
--- @return table[]? jobs  { id, row }
--- @return string? err
function M:take_over(worker, patience_ms, count)
  local reply, err = self.server:call("XAUTOCLAIM", self.jobs_key, GROUP, worker,
    tostring(patience_ms), "0", "COUNT", tostring(count))
  if not reply then return nil, err end
  local jobs = jobs_of(reply[2])
  for _, job in ipairs(jobs) do
    local pending = self.server:call("XPENDING", self.jobs_key, GROUP, job.id, job.id, "1")
    job.tries = pending and pending[1] and pending[1][4] or 1
  end
  return jobs
end

--- Takes new rows; waits up to `wait_ms` for them.
function M:take_new(worker, count, wait_ms)
  local reply, err = self.server:call("XREADGROUP", "GROUP", GROUP, worker, "COUNT",
    tostring(count), "BLOCK", tostring(wait_ms), "STREAMS", self.jobs_key, ">")
  if reply == nil then return nil, err end
  if not reply then return {} end
  local jobs = jobs_of(reply[1][2])
  for _, job in ipairs(jobs) do job.tries = 1 end
  return jobs
end

--- Keeps a row's result, unless it has one. Returns 1 where this one is kept, else 0.
function M:finish(id, result)
  return self.server:call("EVAL", FINISH, "3", self.jobs_key, self.results_key,
    self.errors_key, MONTH_MS, id, result, GROUP)
end

--- Notes why a row failed. It is tried again once nobody has touched it for a while.
function M:fail(id, why)
  local noted, err = self.server:call("HSET", self.errors_key, id, why)
  if noted then self.server:call("PEXPIRE", self.errors_key, MONTH_MS) end
  return noted, err
end

function M:put_aside(id)
  return self.server:call("EVAL", PUT_ASIDE, "2", self.jobs_key, self.aside_key, MONTH_MS, id,
    GROUP)
end

--- Forgets a worker that has no rows any more.
function M:leave(worker)
  local pending = self.server:call("XPENDING", self.jobs_key, GROUP, "-", "+", "1", worker)
  if pending and #pending == 0 then
    self.server:call("XGROUP", "DELCONSUMER", self.jobs_key, GROUP, worker)
  end
end

--- How many rows are left: waiting or being worked on.
function M:left()
  return self.server:call("XLEN", self.jobs_key)
end

--- Counts; nil and the error.
function M:count()
  local left, err = self:left()
  if not left then return nil, err end
  local working, workers = 0, 0
  local groups = self.server:call("XINFO", "GROUPS", self.jobs_key)
  for _, group in ipairs(groups or {}) do
    for i = 1, #group, 2 do
      if group[i] == "pending" then working = working + group[i + 1] end
      if group[i] == "consumers" then workers = workers + group[i + 1] end
    end
  end
  return {
    queue = self.name, waiting = left - working, working = working, workers = workers,
    done = self.server:call("HLEN", self.results_key) or 0,
    failing = self.server:call("HLEN", self.errors_key) or 0,
    aside = self.server:call("HLEN", self.aside_key) or 0,
  }
end

--- Walks a hash of the queue: `fn(id, text)`. Returns true; or nil and the error.
function M:each(part, fn)
  local cursor, seen = "0", {}
  repeat
    local page, err = self.server:call("HSCAN", self[part .. "_key"], cursor, "COUNT", "500")
    if not page then return nil, err end
    cursor = page[1]
    for i = 1, #page[2], 2 do
      local id = page[2][i]
      if not seen[id] then fn(id, page[2][i + 1]) end
      seen[id] = true
    end
  until cursor == "0"
  return true
end

return M
