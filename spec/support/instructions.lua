-- SPDX-License-Identifier: MIT

--- Counts the instructions of parts of a program with valgrind: unlike times they are nearly the
--- same in every run.
local files = require "support.files"
local process = require "support.process"

local M = {}

-- Ends a part: valgrind writes down what it counted where this function of the module begins.
local MARK = [[
  local function mark() require("lark").suggest("mark", {}) end
]]

-- Nil where there is no such file.
local function read_count(path)
  local file <close> = io.open(path)
  return file and assert(tonumber(file:read("a"):match "\nsummary: (%d+)"), path)
end

-- Runs a command; returns what valgrind counted in each part.
local function parts(options, words, env)
  local folder = files.folder()
  local command = { "valgrind", "--tool=callgrind",
    "--callgrind-out-file=" .. folder .. "/counts", table.unpack(options) }
  local ended = process.run(table.move(words, 1, #words, #command + 1, command),
    { seconds = 600, env = env })
  local counts = {}
  repeat
    local count = read_count(("%s/counts.%d"):format(folder, #counts + 1))
    counts[#counts + 1] = count
  until not count
  files.remove(folder)
  assert(ended.status == 0, ended.err)
  return counts
end

--- The instructions between one mark and the next, in their order: before the first, between the
--- first two, and so on. `words` is a command whose Lua calls lark.suggest for each mark.
--- @param words string[]
--- @param env? table<string, string>
--- @return integer[]
function M.of_command(words, env)
  return parts({ "--dump-before=lark_suggest" }, words, env)
end

--- The instructions of each call of a function, with those of what it calls.
--- @param name string
--- @param words string[]  the command
--- @return integer[]
function M.of_calls(name, words)
  return parts({ "--toggle-collect=" .. name, "--dump-after=" .. name }, words)
end

--- The same for a program of a stock Lua, which calls `mark()`.
--- @param program string
--- @return integer[]
function M.of(program)
  local folder = files.folder()
  local path = folder .. "/program.lua"
  local file <close> = assert(io.open(path, "w"))
  assert(file:write(MARK, program))
  file:close()
  local counts = M.of_command { "lua5.4", path }
  files.remove(folder)
  return counts
end

return M
