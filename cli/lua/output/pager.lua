-- SPDX-License-Identifier: MIT

--- Shows a result that is longer than the terminal in a pager.
---
--- A shorter one is written as it is, so no pager starts for it. The pager is the one that PAGER
--- names, else `less`; an empty PAGER and `cat` mean none.
local M = {}

-- The pager's command; nil for none.
local function command()
  local named = os.getenv "PAGER"
  if named then return named ~= "" and named ~= "cat" and named or nil end
  return os.execute "command -v less >/dev/null 2>&1" and "less -R" or nil
end

local function lines_in(text) return select(2, text:gsub("\n", "")) end

--- Something to write to, as a file is.
--- @class lualark.pager
--- @field held string[]   what was written, until it is longer than the terminal
--- @field lines integer   in it
local Pager = {}
Pager.__index = Pager

local function start(self)
  local program = command()
  if not program then
    self.to = io.stdout
  else
    io.stdout:flush()
    self.pipe = io.popen(program, "w")
    self.to = self.pipe or io.stdout
    if self.pipe then self.terminal.leave_to_pager(true) end
  end
  local text = table.concat(self.held)
  self.held = {}
  return self.to:write(text)
end

--- A reader who has left the pager has seen what he wanted.
function Pager:write(text)
  if self.to then
    local ok, err = self.to:write(text)
    if self.pipe then return true end
    return ok, err
  end
  self.held[#self.held + 1] = text
  self.lines = self.lines + lines_in(text)
  if self.lines < self.height then return true end
  local ok, err = start(self)
  if self.pipe then return true end
  return ok, err
end

-- Waits until the reader leaves it.
local function close(self)
  self.pipe:close()
  self.terminal.leave_to_pager(false)
end

--- Writes what is held, or waits until the reader leaves the pager.
--- @return boolean? ok
--- @return string? err
function Pager:finish()
  if self.pipe then
    close(self)
    return true
  end
  if not self.to then
    local ok, err = io.stdout:write(table.concat(self.held))
    if not ok then return nil, err end
  end
  return io.stdout:flush()
end

--- Drops what is held, and ends the pager's input.
function Pager:abandon()
  self.held = {}
  if self.pipe then close(self) end
end

-- Formats that are read line by line; the others are for programs.
local PAGED = { table = true, md = true }

--- A pager for what is written to standard output; nil where there is no terminal.
--- @param terminal table
--- @param format? string
--- @return lualark.pager?
function M.new(terminal, format)
  if not PAGED[format] or not terminal.is_terminal(1) then return nil end
  if (os.getenv "TERM" or "dumb") == "dumb" then return nil end
  local height = terminal.height()
  if not height then return nil end
  return setmetatable({ terminal = terminal, height = height, held = {}, lines = 0 }, Pager)
end

return M
