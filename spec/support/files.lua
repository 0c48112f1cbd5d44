-- SPDX-License-Identifier: MIT

--- Files that specs read and write, and temporary folders.
local process = require "support.process"

local M = {}

--- The text of a file; nil if there is none.
--- @param path string
function M.read(path)
  local file <close> = io.open(path, "rb")
  return file and file:read "a"
end

--- Writes a text into a file.
--- @param path string
--- @param text string
function M.write(path, text)
  local file <close> = assert(io.open(path, "wb"))
  assert(file:write(text))
end

--- Writes a text into a new temporary file; remove it with os.remove().
--- @param text string
--- @return string path
function M.temporary(text)
  local path = os.tmpname()
  M.write(path, text)
  return path
end

--- Calls `check` with the path of a temporary file that has this text.
--- @param text string
--- @param check fun(path: string)
function M.with(text, check)
  local path = M.temporary(text)
  local ok, err = pcall(check, path)
  os.remove(path)
  if not ok then error(err, 0) end
end

--- Makes a temporary folder; remove it with M.remove().
--- @return string path
function M.folder()
  local made = process.run { "mktemp", "-d" }
  assert(made.status == 0, made.err)
  return (made.out:gsub("\n$", ""))
end

--- Removes a folder with all that is in it, also what its owner may not write.
--- @param path string
function M.remove(path)
  process.run { "chmod", "-R", "u+w", path }
  process.run { "rm", "-rf", path }
end

return M
