-- SPDX-License-Identifier: MIT

--- --record, --replay, --max-age: calls and their answers in a file.
local amount = require "lualark.amount"
local status = require "lualark.status"

local M = {}

-- A century, in milliseconds.
local LONGEST = 100 * 366 * 86400000

-- What is wrong with the options, or nil; and --max-age in milliseconds.
local function check(options)
  local text = options["max-age"]
  if options.record and options.replay then
    return "--record asks the platform and --replay does not: only one of them"
  end
  if not text then return nil, 0 end
  if not options.record then
    return "--max-age goes with --record: it says which answers are asked for again"
  end
  local age = amount.read(text, amount.MILLISECONDS, LONGEST)
  if age then return nil, age end
  return ("--max-age %s: an age reads like 30m, 12h or 7d"):format(text)
end

--- Gives all clients that are made from now on what the options ask for, if
--- anything. Returns true; or nil and the exit status, and why has been said.
--- @param command string  whose options they are
--- @param terminal table
--- @param options table
function M.open(command, terminal, options)
  local wrong, age_ms = check(options)
  if wrong then return nil, status.usage(command, wrong) end
  local path = options.record or options.replay
  if not path then return true end
  local opened, err = terminal.open_recording {
    path = path, replay = options.replay ~= nil, max_age_ms = age_ms,
  }
  if opened then return true end
  status.say(err)
  return nil, status.FAILED
end

return M
