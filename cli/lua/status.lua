-- SPDX-License-Identifier: MIT

--- Exit statuses, and messages on standard error.
local M = {
  DONE = 0,
  FAILED = 1,
  USAGE = 2,
  SETUP = 3,
  UNREACHABLE = 4,
  LIMIT = 5,
  PARTIAL = 6,
}

local BY_KIND = {
  param = M.USAGE,
  config = M.SETUP, auth = M.SETUP, permission = M.SETUP,
  network = M.UNREACHABLE, timeout = M.UNREACHABLE,
  limit = M.LIMIT,
}

--- Called before each message, to make way for it.
function M.before() end

--- Whether a value is an error of ours.
function M.is_error(value)
  return require("lualark.output.results").is_error(value)
end

--- The exit status for an error of this kind.
--- @param kind string
function M.of_kind(kind)
  return BY_KIND[kind] or M.FAILED
end

--- The exit status for an error of any sort.
function M.of(err)
  return M.is_error(err) and M.of_kind(err.kind) or M.FAILED
end

-- Shows control characters. With no descriptor left to load the module that does, and shows
-- all that is unseen, only those of ASCII are replaced.
local function visible(text)
  local loaded, cell = pcall(require, "lark.render.cell")
  if loaded then return cell.visible(text, "\n\t") end
  return (text:gsub("[^\n\t\x20-\x7e\x80-\xff]", "?"))
end

--- Writes one message to standard error. Control characters are shown, not obeyed.
function M.say(...)
  local parts = table.pack(...)
  for i = 1, parts.n do parts[i] = tostring(parts[i]) end
  local text = table.concat(parts, "", 1, parts.n)
  M.before()
  io.stderr:write("lualark: ", visible(text), "\n")
end

--- Says where the help is; returns the status for wrong usage.
--- @param command? string
function M.try(command)
  local words = require "lualark.words"
  io.stderr:write(words("Try: lualark %s--help", command and command .. " " or ""), "\n")
  return M.USAGE
end

--- Says what is wrong with the command line; returns the status for it.
function M.usage(command, ...)
  M.say(...)
  return M.try(command)
end

return M
