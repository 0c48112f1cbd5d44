-- SPDX-License-Identifier: MIT

--- Keeps the lines that were typed in lualark repl, in a private file.
local M = {}
M.__index = M

local MOST = 1000

local SECRET_WORDS = { "app_secret", "access_token", "app_ticket" }
local SECRET_VARIABLES = { "LARK_APP_SECRET", "LARK_APP_TICKET" }

--- The path of the file; nil if there is no home folder.
function M.path()
  local state = os.getenv "XDG_STATE_HOME" or ""
  if state:sub(1, 1) == "/" then return state .. "/lualark/history" end
  local home = os.getenv "HOME" or ""
  return home ~= "" and home .. "/.local/state/lualark/history" or nil
end

--- Whether a line may hold a secret.
function M.is_secret(line)
  for _, word in ipairs(SECRET_WORDS) do
    if line:find(word, 1, true) then return true end
  end
  for _, name in ipairs(SECRET_VARIABLES) do
    local value = os.getenv(name) or ""
    if value ~= "" and line:find(value, 1, true) then return true end
  end
  return false
end

local function read(path)
  local lines = {}
  local file = path and io.open(path, "r")
  if not file then return lines end
  for line in file:lines() do lines[#lines + 1] = line end
  file:close()
  return lines
end

-- Keeps only the latest lines in the file. If that fails, the file stays too long.
local function trim(path, lines, make_private)
  local kept = table.move(lines, #lines - MOST + 1, #lines, 1, {})
  local beside = path .. ".new"
  if not make_private(beside) then return lines end
  local file = io.open(beside, "w")
  if not file then return lines end
  local ok = file:write(table.concat(kept, "\n"), "\n")
  if file:close() and ok then os.rename(beside, path) end
  return kept
end

--- Opens the file; `lines` has what was typed before. Without a file the lines are kept as
--- long as the program runs.
--- @param path? string
--- @param make_private function  makes a file that nobody else may read
function M.open(path, make_private)
  local self = setmetatable({ lines = read(path) }, M)
  if path and #self.lines > MOST then self.lines = trim(path, self.lines, make_private) end
  if path and make_private(path) then self.file = io.open(path, "a") end
  if self.file then self.file:setvbuf("line") end
  return self
end

--- Adds a line, unless it is empty, the same as the last one, or secret. Returns whether it
--- did.
function M:add(line)
  if not line:find("%S") or line == self.lines[#self.lines] then return false end
  if M.is_secret(line) then return false end
  self.lines[#self.lines + 1] = line
  if self.file then self.file:write(line, "\n") end
  return true
end

return M
