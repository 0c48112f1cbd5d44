-- SPDX-License-Identifier: MIT

--- Asks before a call changes something at the platform.
local status = require "lualark.status"
local target = require "lualark.call.target"
local words = require "lualark.words"

local M = {}

local STDIN, STDERR = 0, 2

-- How many rows are shown.
local SHOWN = 3

local function add(lines, preview)
  lines[#lines + 1] = preview.method .. " " .. preview.path
  lines[#lines + 1] = preview.body
end

-- Shows the request, or the first ones.
local function show(preview, work)
  local lines = {}
  if not work then
    add(lines, preview)
    return status.say(words "this changes something:", "\n", table.concat(lines, "\n"))
  end
  local count = #work.rows
  for i = 1, math.min(count, SHOWN) do add(lines, work.rows[i].preview) end
  if count > SHOWN then lines[#lines + 1] = words("... and %d more", count - SHOWN) end
  status.say(words(count == 1 and "this changes something, %d time:"
    or "this changes something, %d times:", count), "\n", table.concat(lines, "\n"))
end

-- Whether the answer that was typed is a yes.
local function agrees()
  io.stderr:write(words "Send it? [y/N] ")
  local typed = (io.stdin:read "l" or ""):match "^%s*(.-)%s*$":lower()
  return typed == "y" or typed == "yes" or typed == "是"
end

--- Whether a call may be sent: it only reads, is answered by a recording, was agreed to with
--- --yes, or is now. Returns false and the exit status where it may not, or is wrong.
--- @param terminal table
--- @param goal lualark.target
--- @param options table
--- @param work? table  its rows, where there are several
--- @return boolean
--- @return integer? code
function M.ask(terminal, goal, options, work)
  if options.yes or options.replay or not target.changes(goal) then return true end
  local preview, err
  if not work then preview, err = goal.preview() else preview = work.rows[1].preview end
  if not preview then
    status.say(err)
    return false, status.of(err)
  end
  if not (terminal.is_terminal(STDIN) and terminal.is_terminal(STDERR)) then
    return false, status.usage("call", words(
      "%s changes something, and nobody can be asked: --yes sends it, --dry-run shows it",
      goal.schema.name))
  end
  show(preview, work)
  if agrees() then return true end
  status.say(words "nothing was sent")
  return false, status.FAILED
end

return M
