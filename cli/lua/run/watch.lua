-- SPDX-License-Identifier: MIT

--- Looks after a script that runs: its progress on stderr, and its interruption.
local progress = require "lualark.run.progress"
local results = require "lualark.results"
local status = require "lualark.status"

local M = {}

local STDERR = 2

--- What shows the progress of a run.
function M.meter(terminal)
  local drawn = terminal.is_terminal(STDERR) and (os.getenv "TERM" or "dumb") ~= "dumb"
  local meter = progress.new {
    now = terminal.now,
    width = drawn and function() return terminal.width(STDERR) end or nil,
    write = function(text)
      io.stderr:write(text)
      io.stderr:flush()
    end,
  }
  status.before = function() meter:erase() end
  return meter
end

-- Functions that write to the terminal take the line away first.
local function erase_before(meter)
  local show, write = print, io.write
  -- luacheck: globals print io.write
  print = function(...)
    meter:erase()
    return show(...)
  end
  io.write = function(...)
    meter:erase()
    return write(...)
  end
end

--- Looks after this state's script, until stop().
function M.start(terminal)
  local meter = M.meter(terminal)
  if meter.width then erase_before(meter) end
  terminal.watch(function(...) meter:look(...) end)
  return meter
end

--- Ends that. How many calls and sleeps an interruption cost (nil: there was none),
--- and how many rows there were to be read.
function M.stop(terminal, meter)
  local lost, total = terminal.unwatch()
  meter:look()
  return lost, total
end

local function unread_text(unread, total)
  local of = unread <= total and " of " .. progress.grouped(total) or ""
  return ("interrupted: %s%s %s not read"):format(progress.grouped(unread), of,
    (of ~= "" and total or unread) == 1 and "row was" or "rows were")
end

--- Says why rows are missing: each reason, but in one line those that were not read
--- because of an interruption.
--- @param missing? { lines: string[], unread: integer }  nil: that is not known
--- @param total? integer  rows that there were to be read when it was interrupted
function M.say_missing(missing, total)
  if not missing then return status.say("interrupted: the result may lack something") end
  for _, line in ipairs(missing.lines) do status.say(line) end
  if missing.unread > 0 then status.say(unread_text(missing.unread, total or 0)) end
end

--- Whether a script failed because it was interrupted, which is said then.
function M.has_ended(err)
  if not results.is_interruption(err) then return false end
  status.say("interrupted before there was a result")
  return true
end

return M
