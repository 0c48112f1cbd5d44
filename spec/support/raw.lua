-- SPDX-License-Identifier: MIT

--- Servers that do odd things (raw.py), each a process of its own.
local process = require "support.process"

local M = {}
M.__index = M

local source = assert(os.getenv "LARK_SOURCE", "LARK_SOURCE names the source folder")

local function start(program, kind, ...)
  local out = os.tmpname()
  local pipe = assert(io.popen(("exec env -u LD_PRELOAD /usr/bin/python3 %s >%s"):format(
    process.command { source .. "/spec/support/" .. program, kind, ... }, out), "w"))
  local self = setmetatable({ pipe = pipe, out = out }, M)
  for _ = 1, 1000 do
    self.port = tonumber(self:lines()[1])
    if self.port then break end
    os.execute "sleep 0.02"
  end
  assert(self.port, kind .. " has not started")
  self.url = "http://127.0.0.1:" .. self.port
  return self
end

--- Starts a server. `.port` and `.url` say where; `:stop()` ends it, and returns the other
--- lines that it printed.
function M.start(kind, ...) return start("raw.py", kind, ...) end

--- Starts a server of long connections.
function M.start_push(kind) return start("push.py", kind) end

--- The lines that it printed, its port first.
function M:lines()
  local list = {}
  for line in io.lines(self.out) do list[#list + 1] = line end
  return list
end

function M:stop()
  if not self.pipe then return {} end
  self.pipe:close()
  self.pipe = nil
  local lines = self:lines()
  os.remove(self.out)
  return table.move(lines, 2, #lines, 1, {})
end

M.__gc = M.stop

--- Runs a program in a namespace of its own, where names are looked up in a file of hosts,
--- whose path it gets in HOSTS; for at most 60 seconds, or `seconds`.
function M.with_hosts(lines, words, seconds)
  local path = os.tmpname()
  local file <close> = assert(io.open(path, "w"))
  file:write(table.concat(lines, "\n"), "\n")
  file:flush()
  local ended = process.run({ "unshare", "-rm", "sh", "-c",
    'mount --bind "$HOSTS" /etc/hosts && exec "$@"', "sh", table.unpack(words) },
    { env = { HOSTS = path }, seconds = seconds })
  os.remove(path)
  return ended
end

return M
