-- SPDX-License-Identifier: MIT

--- Runs a program in a terminal of its own and types into it. The terminal comes from
--- `script` of util-linux.
local lark = require "lark"
local patience = require "support.patience"
local process = require "support.process"

local M = {}
M.__index = M

local PATIENCE_S = 20

--- Starts a program in a terminal of 80 columns and 24 lines.
--- @param words string[]
--- @param env? table
function M.start(words, env)
  local log = os.tmpname()
  local all = { TERM = "xterm" }
  for name, value in pairs(env or {}) do all[name] = value end
  local line = ("stty cols 80 rows 24; exec %s %s"):format(
    process.environment(all), process.command(words))
  -- In a session of its own, so that Ctrl-C reaches the program alone. `script` copies
  -- the settings of the terminal that it is started from; here there is none.
  local pipe = assert(io.popen(([[
    echo $$ >%s.pid
    exec env -u LD_PRELOAD timeout %d script -qefc %s %s >%s.out 2>&1
  ]]):format(log, 60 * patience, process.quote(line), log, log), "w"))
  pipe:setvbuf("no")
  assert(io.open(log .. ".out", "a")):close()
  return setmetatable({ pipe = pipe, log = log, seen = 0 }, M)
end

--- All output so far.
function M:shown()
  local file <close> = assert(io.open(self.log .. ".out", "rb"))
  return file:read("a")
end

--- Types a text.
function M:type(text)
  assert(self.pipe:write(text))
end

--- Waits until a text is shown after the one of the last wait. Returns the output up to
--- its end.
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

--- Types a text and waits until another is shown.
function M:ask(text, answer)
  self:type(text)
  return self:await(answer)
end

--- Closes the program's input, and waits for its end.
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

-- Ends the programs of a spec that fails.
function M:__close()
  if not self.pipe then return end
  local file <close> = assert(io.open(self.log .. ".pid"))
  os.execute("kill " .. file:read("n"))
  self:finish()
end

M.__gc = M.__close

return M
