-- SPDX-License-Identifier: MIT

--- Configures and builds with CMake, in temporary folders.
local process = require "support.process"

local M = {}

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
  local ended = process.run(words, options)
  assert(ended.status == 0, process.command(words) .. "\n" .. ended.out .. ended.err)
  return ended.out
end

return M
