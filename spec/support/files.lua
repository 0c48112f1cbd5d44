-- SPDX-License-Identifier: MIT

--- Files that specs read and write.
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

return M
