-- SPDX-License-Identifier: MIT

--- How long work ends: what it lacks, why it failed, and the exit status for that.
local status = require "lualark.status"

local M = {}

local function unread_text(unread, total)
  local grouped = require("lualark.run.progress").grouped
  local of = unread <= total and " of " .. grouped(total) or ""
  return ("interrupted: %s%s %s not read"):format(grouped(unread), of,
    (of ~= "" and total or unread) == 1 and "row was" or "rows were")
end

--- Says why rows are missing: each reason, and in one line how many were not read because
--- of an interruption.
--- @param missing? { lines: string[], unread: integer }  nil: that is not known
--- @param total? integer  rows that there were to be read when it was interrupted
function M.say_missing(missing, total)
  if not missing then return status.say("interrupted: the result may lack something") end
  for _, line in ipairs(missing.lines) do status.say(line) end
  if missing.unread > 0 then status.say(unread_text(missing.unread, total or 0)) end
end

--- Whether work failed because it was interrupted; says so then.
function M.is_interrupted(err)
  if not require("lualark.results").is_interruption(err) then return false end
  status.say("interrupted before there was a result")
  return true
end

local function say_no_client(no_client)
  if no_client then status.say("there is no client for it: ", no_client) end
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
  status.say("before that, lark.client() refused: ", refused.text)
  say_no_client(no_client)
  return status.of_kind(refused.kind)
end

return M
