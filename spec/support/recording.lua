-- SPDX-License-Identifier: MIT

--- A file for --record and --replay, read with the sqlite3 shell.
local files = require "support.files"
local process = require "support.process"

local M = {}
M.__index = M

--- A path where no file exists yet, in a folder of its own.
function M.new()
  local folder = files.folder()
  return setmetatable({ folder = folder, path = folder .. "/calls.db" }, M)
end

function M:remove() files.remove(self.folder) end

--- The output of a statement, without its last newline.
function M:sql(statement)
  local ended = process.run { "sqlite3", self.path, statement }
  assert(ended.status == 0, ended.err)
  return (ended.out:gsub("\n$", ""))
end

--- The number of answers.
function M:count() return tonumber(self:sql "SELECT count(*) FROM answers") end

--- Makes all answers older, by milliseconds.
function M:age(ms) self:sql("UPDATE answers SET recorded_ms = recorded_ms - " .. ms) end

--- The modes of the file and of SQLite's files next to it, by name.
function M:modes()
  local found = {}
  local listed = process.run { "find", self.folder, "-type", "f", "-printf", "%f %m\n" }
  for name, mode in listed.out:gmatch "(%S+) (%d+)\n" do found[name] = mode end
  return found
end

return M
