-- SPDX-License-Identifier: MIT

--- A program at a terminal of its own, as somebody who types sees it. The terminal
--- is `script`'s, of util-linux.
local lark = require "lark"
local process = require "support.process"

local M = {}
M.__index = M

local PATIENCE_S = 20

--- Starts a program on a terminal of 80 columns and 24 lines.
--- @param words string[]
--- @param env? table
function M.start(words, env)
  local log = os.tmpname()
  local all = { TERM = "xterm" }
  for name, value in pairs(env or {}) do all[name] = value end
  local line = ("stty cols 80 rows 24; exec %s %s"):format(
    process.environment(all), process.command(words))
  -- Outside of it: what Ctrl-C means there is for the program alone to see.
  -- `script` makes its terminal like the one that it is started from: none.
  local pipe = assert(io.popen(([[
    echo $$ >%s.pid
    exec env -u LD_PRELOAD timeout 60 script -qefc %s %s >%s.out 2>&1
  ]]):format(log, process.quote(line), log, log), "w"))
  pipe:setvbuf("no")
  assert(io.open(log .. ".out", "a")):close()
  return setmetatable({ pipe = pipe, log = log, seen = 0 }, M)
end

--- All that was shown so far, as it came.
function M:shown()
  local file <close> = assert(io.open(self.log .. ".out", "rb"))
  return file:read("a")
end

--- Types a text.
function M:type(text)
  assert(self.pipe:write(text))
end

--- Waits until a text is shown, behind the one that was waited for last. Returns
--- what was shown up to its end.
function M:await(text)
  for _ = 1, PATIENCE_S * 100 do
    local all = self:shown()
    local _, to = all:find(text, self.seen + 1, true)
    if to then
      local found = all:sub(self.seen + 1, to)
      self.seen = to
      return found
    end
    lark.sleep(0.01)
  end
  error(("%q was not shown, but: %q"):format(text, self:shown():sub(self.seen + 1)), 2)
end

--- Types a text and waits for another.
function M:ask(text, answer)
  self:type(text)
  return self:await(answer)
end

--- Closes what it reads from, and waits for its end.
--- @return integer status
--- @return string shown
function M:finish()
  if not self.pipe then return self.status, "" end
  local _, how, code = self.pipe:close()
  self.pipe = nil
  self.status = how == "exit" and code or 128 + code
  local shown = self:shown()
  os.remove(self.log)
  os.remove(self.log .. ".out")
  os.remove(self.log .. ".pid")
  return self.status, shown
end

-- A spec that fails leaves none behind.
function M:__close()
  if not self.pipe then return end
  local file <close> = assert(io.open(self.log .. ".pid"))
  os.execute("kill " .. file:read("n"))
  self:finish()
end

M.__gc = M.__close

return M
