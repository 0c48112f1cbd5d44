-- SPDX-License-Identifier: MIT

--- How long work ends: what it lacks, why it failed, and the exit status for that.
local status = require "lualark.status"
local words = require "lualark.words"

local M = {}

local function unread_text(unread, total)
  local grouped = require("lualark.output.progress").grouped
  if unread > total then
    return words(unread == 1 and "interrupted: %s row was not read"
      or "interrupted: %s rows were not read", grouped(unread))
  end
  return words(total == 1 and "interrupted: %s of %s row was not read"
    or "interrupted: %s of %s rows were not read", grouped(unread), grouped(total))
end

--- Says why rows are missing: each reason, and in one line how many were not read because
--- of an interruption.
--- @param missing? { lines: string[], unread: integer }  nil: that is not known
--- @param total? integer  rows that there were to be read when it was interrupted
function M.say_missing(missing, total)
  if not missing then
    return status.say(words "interrupted: the result may lack something")
  end
  for _, line in ipairs(missing.lines) do status.say(line) end
  if missing.unread > 0 then status.say(unread_text(missing.unread, total or 0)) end
end

--- Whether work failed because it was interrupted; says so then.
function M.is_interrupted(err)
  if not require("lualark.output.results").is_interruption(err) then return false end
  status.say(words "interrupted before there was a result")
  return true
end

local function say_no_client(no_client)
  if no_client then status.say(words("there is no client for it: %s", tostring(no_client))) end
end

--- Says why a script failed; returns the exit status.
--- @param err lark.error     of the kind "script" where it is none of ours
--- @param traceback string   "" where nothing was raised
--- @param refused? { text: string, kind: string }  why it got no client
--- @param no_client? lark.error                    and why there was none for it
--- @return integer
function M.fail(err, traceback, refused, no_client)
  local is_own = err.kind == "script"
  if M.is_interrupted(is_own and err.msg or err) then return status.PARTIAL end
  if not is_own then
    status.say(err)
    if refused then say_no_client(no_client) end
    return status.of(err)
  end
  status.say(err.msg, traceback ~= "" and "\n" or "", traceback)
  if not refused or traceback == "" then return status.FAILED end
  -- It went on without a client, and that is why it failed.
  status.say(words("before that, lark.client() refused: %s", refused.text))
  say_no_client(no_client)
  return status.of_kind(refused.kind)
end

return M
