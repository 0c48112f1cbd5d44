-- SPDX-License-Identifier: MIT

--- Runs scripts as a user does: a file, under `lualark run`.
local process = require "support.process"

local M = {}
M.__index = M

--- The command.
M.lualark = os.getenv "LARK_BUILD" .. "/bin/lualark"

--- A file for scripts. A run has the simulator's environment unless it has its own.
function M.new(sim)
  return setmetatable({ path = os.tmpname(), sim = sim }, M)
end

function M:remove() os.remove(self.path) end

--- Writes a script without running it.
function M:write(text)
  local file = assert(io.open(self.path, "wb"))
  file:write(text)
  file:close()
end

--- Runs a script. Options of the command come first, arguments of the script last.
--- @return { status: integer, out: string, err: string }
function M:run(text, options, args, env)
  self:write(text)
  local words = { M.lualark, "run" }
  table.move(options or {}, 1, #(options or {}), #words + 1, words)
  words[#words + 1] = self.path
  table.move(args or {}, 1, #(args or {}), #words + 1, words)
  return process.run(words, { env = env or self.sim:env() })
end

return M
