-- SPDX-License-Identifier: MIT

--- A worker of a queue: takes rows, calls the script's function with each, keeps its results.
local lark = require "lark"
local server = require "lualark.options.server"
local status = require "lualark.status"
local words = require "lualark.words"

local M = {}

-- How long the server may make a worker wait for new rows.
local WAIT_MS = 500

-- How long to try a server that is away.
local AWAY_S = 60

--- @class lualark.worker
--- @field queue table
--- @field name string
--- @field work fun(row: table): any   the script's
--- @field at_once integer             rows at once
--- @field tries integer
--- @field patience_ms integer
--- @field stay boolean                waits for more when all is done
local Worker = {}
Worker.__index = Worker

-- Waits out a server that is away; false once that takes too long, or for other errors.
function Worker:endure(err)
  if not err:find "^connection lost" and not err:find "^LOADING" then return false end
  local now = self.terminal.now()
  self.away_since = self.away_since or now
  if now - self.away_since > AWAY_S then return false end
  if not self.said then
    status.say(words("%s: %s; waiting for it", self.queue.server.label, server.text_of(err)))
  end
  self.said = true
  lark.sleep(0.2)
  return true
end

-- Calls a method of the queue until the server answers. Returns its answer; nil and the error.
function Worker:ask(method, ...)
  while true do
    local answer, err = self.queue[method](self.queue, ...)
    if answer then
      self.away_since, self.said = nil, false
      return answer
    end
    -- A server that came back empty has no group.
    local lost = err:find "^NOGROUP" or err:find "^UNBLOCKED"
    if lost then self.queue:prepare() end
    if not lost and not self:endure(err) then return nil, err end
  end
end

-- Works on one row. Returns false and the error where the server is lost.
function Worker:one(job)
  if job.tries > self.tries then
    status.say(words("row %s failed %d times: it is put aside", job.id, self.tries))
    return self:ask("put_aside", job.id)
  end
  local done, result = pcall(self.work, lark.decode(job.row))
  local text
  if done then
    if result == nil then result = true end
    done, text = pcall(lark.encode, result)
  end
  if done then return self:ask("finish", job.id, text) end
  local why = tostring(text or result)
  status.say(words("row %s: %s", job.id, why))
  self.failed = self.failed + 1
  return self:ask("fail", job.id, why)
end

-- Takes rows; an empty list if there are none now.
function Worker:take()
  local jobs, err = self:ask("take_over", self.name, self.patience_ms, self.at_once)
  if not jobs or #jobs > 0 then return jobs, err end
  return self:ask("take_new", self.name, self.at_once, WAIT_MS)
end

function Worker:run_jobs(jobs)
  local lost
  lark.map(jobs, function(job)
    local kept, err = self:one(job)
    if not kept then lost = lost or err end
    return true
  end, { concurrency = self.at_once })
  return lost
end

-- Works until nothing is left. Returns nil, or the error that ended it.
function Worker:run()
  while true do
    local jobs, err = self:take()
    if not jobs then return err end
    if #jobs > 0 then
      local lost = self:run_jobs(jobs)
      if lost then return lost end
    elseif not self.stay then
      local left
      left, err = self:ask "left"
      if not left then return err end
      if left == 0 then return nil end
    end
  end
end

--- Works on a queue. Returns the exit status.
--- @param worker table  the fields of lualark.worker, and `terminal`
function M.run(worker)
  setmetatable(worker, Worker)
  worker.failed = 0
  local ready, err = worker:ask "prepare"
  if ready then err = worker:run() end
  if err then
    return server.fail(worker.queue.server, err)
  end
  worker.queue:leave(worker.name)
  local counted = worker.queue:count()
  return counted and counted.aside > 0 and status.PARTIAL or status.DONE
end

return M
