-- SPDX-License-Identifier: MIT

--- Configures and builds with CMake, in temporary folders.
local process = require "support.process"

local M = {}

-- A busy machine takes minutes for what takes seconds elsewhere.
local BUSY_SECONDS = 600

M.source = assert(os.getenv "LARK_SOURCE", "LARK_SOURCE names the source folder")

--- Makes a temporary folder; `name` may have spaces and any characters.
--- @return string path  remove it with `M.remove`
function M.folder(name)
  local path = os.tmpname()
  os.remove(path)
  path = path .. name
  assert(process.run({ "mkdir", "-p", path }).status == 0)
  return path
end

function M.remove(path)
  process.run { "rm", "-rf", path }
end

function M.write(path, text)
  local file = assert(io.open(path, "w"))
  file:write(text)
  file:close()
end

--- Runs a program that must succeed; returns what it printed.
function M.must(words, options)
  options = options or {}
  local its = { env = options.env, input = options.input, seconds = BUSY_SECONDS }
  local ended = process.run(words, its)
  assert(ended.status == 0, process.command(words) .. "\n" .. ended.out .. ended.err)
  return ended.out
end

-- The error of a configure step that fails, as one line.
local function sentence(ended)
  assert(ended.status == 1, ended.out .. ended.err)
  local text = ended.err:match "^CMake Error at [^\n]+\n(.-)\nCall Stack" or ended.err
  return (text:gsub("%s+", " "):match "^ ?(.-) ?$")
end

local Project = {}
Project.__index = Project

--- Configures the sources in `self.build`, with arguments and environment.
function Project:configure(arguments, env)
  local words = { "cmake", "-G", "Ninja", "-S", M.source, "-B", self.build,
    "-UCMAKE_PROJECT_*", "-ULARK_*" }
  return process.run(table.move(arguments, 1, #arguments, #words + 1, words),
    { env = env, seconds = BUSY_SECONDS })
end

--- The same, from a cache that knows the compilers and nothing else.
function Project:start(arguments, env)
  M.must { "cp", self.folder .. "/CMakeCache.txt", self.build }
  return self:configure(arguments, env)
end

--- The sentence that ends a configure step which must fail.
function Project:refused(arguments, env)
  return sentence(self:start(arguments, env))
end

--- Lists the commands that build a target, without running them.
function Project:commands(target)
  return M.must { "ninja", "-C", self.build, "-t", "commands", target }
end

--- Configures the sources again and again, in a folder below `folder`. Looking for the
--- compilers takes longest: so the first configure step fails once it knows them, being
--- told of a machine of 32 bits. `narrow` is how it ended.
function M.project(folder)
  local self = setmetatable({ folder = folder, build = folder .. "/build" }, Project)
  M.write(folder .. "/narrow.cmake", "set(CMAKE_SIZEOF_VOID_P 4)\n")
  self.narrow = sentence(self:configure {
    "-DCMAKE_PROJECT_lualark_INCLUDE=" .. folder .. "/narrow.cmake" })
  M.must { "mv", self.build .. "/CMakeCache.txt", folder }
  return self
end

return M
