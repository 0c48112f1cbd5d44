-- SPDX-License-Identifier: MIT

--- The options --record, --replay and --max-age, which keep calls and answers in a file.
local amount = require "lualark.amount"
local status = require "lualark.status"
local words = require "lualark.words"

local M = {}

-- Returns what is wrong with the options, or nil and --max-age in milliseconds.
local function check(options)
  local text = options["max-age"]
  if options.record and options.replay then
    return words "--record asks the platform and --replay does not: only one of them"
  end
  if not text then return nil, 0 end
  if not options.record then
    return words "--max-age goes with --record: it says which answers are asked for again"
  end
  local age, wrong = amount.age(text)
  return wrong, age
end

--- Gives the clients that are opened from now on a recorder, if the options ask for one.
--- Returns true; or nil and the exit status, after saying why.
--- @param command string  the name of the command
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
