-- SPDX-License-Identifier: MIT

--- Asks before a call changes something at the platform.
local status = require "lualark.status"
local target = require "lualark.target"

local M = {}

local STDIN, STDERR = 0, 2

local function show(preview)
  local lines = { preview.method .. " " .. preview.path }
  if preview.body then lines[2] = preview.body end
  status.say("this changes something:\n", table.concat(lines, "\n"))
end

-- Whether the answer that was typed is a yes.
local function agrees()
  io.stderr:write "Send it? [y/N] "
  local typed = (io.stdin:read "l" or ""):match "^%s*(.-)%s*$":lower()
  return typed == "y" or typed == "yes" or typed == "是"
end

--- Whether a call may be sent: it only reads, is answered by a recording, was agreed to with
--- --yes, or is now. Returns false and the exit status where it may not, or is wrong.
--- @param terminal table
--- @param goal lualark.target
--- @param options table
--- @return boolean
--- @return integer? code
function M.ask(terminal, goal, options)
  if options.yes or options.replay or not target.changes(goal) then return true end
  local preview, err = goal.preview()
  if not preview then
    status.say(err)
    return false, status.of(err)
  end
  if not (terminal.is_terminal(STDIN) and terminal.is_terminal(STDERR)) then
    return false, status.usage("call", goal.schema.name,
      " changes something, and nobody can be asked: --yes sends it, --dry-run shows it")
  end
  show(preview)
  if agrees() then return true end
  status.say "nothing was sent"
  return false, status.FAILED
end

return M
