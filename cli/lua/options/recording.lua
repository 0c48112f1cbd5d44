-- SPDX-License-Identifier: MIT

--- The options --record, --replay, --max-age, --redact and --redact-key, which keep calls and
--- answers in a file.
local amount = require "lualark.options.amount"
local status = require "lualark.status"
local words = require "lualark.words"

local M = {}

-- Says what is wrong with --redact and --redact-key; nil if nothing is.
local function check_redaction(options)
  local fields = options.redact
  if fields and not options.record then
    return words "--redact goes with --record: it says what is recorded under a pseudonym"
  end
  if options["redact-key"] and not (fields or options.replay) then
    return words "--redact-key goes with --redact or --replay"
  end
  if fields and options["max-age"] then
    return words "--redact sends every call: --max-age has no say in it"
  end
  -- As bindings/src/recording/personal.c reads it.
  if fields and ("," .. fields):gsub(",[%w_]+", "") ~= "" then
    return words("--redact %s: fields read like default or default,content", fields)
  end
end

-- Returns what is wrong with the options, or nil and --max-age in milliseconds.
local function check(options)
  local text = options["max-age"]
  if options.record and options.replay then
    return words "--record asks the platform and --replay does not: only one of them"
  end
  local wrong = check_redaction(options)
  if wrong then return wrong end
  if not text then return nil, 0 end
  if not options.record then
    return words "--max-age goes with --record: it says which answers are asked for again"
  end
  local age
  age, wrong = amount.age(text)
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
    redact = options.redact, redact_key = options["redact-key"],
  }
  if opened then return true end
  status.say(err)
  return nil, status.FAILED
end

return M
