-- SPDX-License-Identifier: MIT

--- A file for --record and --replay, and what the sqlite3 shell sees in it.
local process = require "support.process"

local M = {}
M.__index = M

--- A name of which there is no file yet, in a folder of its own.
function M.new()
  local folder = os.tmpname()
  os.remove(folder)
  assert(os.execute("mkdir " .. folder))
  return setmetatable({ folder = folder, path = folder .. "/calls.db" }, M)
end

function M:remove() process.run { "rm", "-rf", self.folder } end

--- What the shell says to a statement, without the last newline.
function M:sql(statement)
  local ended = process.run { "sqlite3", self.path, statement }
  assert(ended.status == 0, ended.err)
  return (ended.out:gsub("\n$", ""))
end

--- How many answers it has.
function M:count() return tonumber(self:sql "SELECT count(*) FROM answers") end

--- Makes all that it has older, by milliseconds.
function M:age(ms) self:sql("UPDATE answers SET recorded_ms = recorded_ms - " .. ms) end

--- The modes of the file and of what SQLite has beside it, by name.
function M:modes()
  local found = {}
  local listed = process.run { "find", self.folder, "-type", "f", "-printf", "%f %m\n" }
  for name, mode in listed.out:gmatch "(%S+) (%d+)\n" do found[name] = mode end
  return found
end

return M
