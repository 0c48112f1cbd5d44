-- SPDX-License-Identifier: MIT

--- A client of the Debug Adapter Protocol. dap.py holds the connection.
local lark = require "lark"
local process = require "support.process"

local M = {}
M.__index = M

local source = assert(os.getenv "LARK_SOURCE", "LARK_SOURCE names the source folder")

local function open(...)
  local out = os.tmpname()
  -- The shell becomes the program, so that its id is the one that is printed.
  local pipe = assert(io.popen(("echo $$ > %s.pid; exec env -u LD_PRELOAD /usr/bin/python3 %s >%s")
    :format(out, process.command { source .. "/spec/support/dap.py", ... }, out), "w"))
  pipe:setvbuf "line"
  return setmetatable({ pipe = pipe, out = out, seq = 0, read = 0, kept = {} }, M)
end

--- Connects to a port of this machine.
function M.connect(port) return open(port) end

--- Starts an adapter, and is at its standard streams.
--- @param words string[]
function M.start(words) return open(table.unpack(words)) end

-- The next message; nil where the other side has closed.
function M:message()
  for _ = 1, 1000 do
    local file = assert(io.open(self.out, "rb"))
    file:seek("set", self.read)
    local line = file:read "L"
    file:close()
    if line and line:sub(-1) == "\n" then
      self.read = self.read + #line
      return line ~= "\n" and assert(lark.decode(line)) or nil
    end
    os.execute "sleep 0.02"
  end
  error "the debugger says nothing"
end

--- Sends a request. Returns its response; nil where the other side has closed.
function M:ask(command, arguments)
  self.seq = self.seq + 1
  self.pipe:write(lark.encode {
    seq = self.seq, type = "request", command = command, arguments = arguments,
  }, "\n")
  while true do
    local message = self:message()
    if not message or message.request_seq == self.seq then return message end
    self.kept[#self.kept + 1] = message
  end
end

--- Waits for an event. Returns its body, or true; nil where the other side has closed.
function M:event(name)
  local found
  for i, message in ipairs(self.kept) do
    if message.event == name then
      found = table.remove(self.kept, i)
      break
    end
  end
  while not found do
    local message = self:message()
    if not message then return nil end
    if message.event == name then
      found = message
    else
      self.kept[#self.kept + 1] = message
    end
  end
  return found.body or true
end

--- Introduces itself, with breakpoints in a file, { line = ... }, and lets the script begin.
--- @param request? string  "launch" in place of "attach"
function M:begin(path, breakpoints, arguments, request)
  assert(self:ask("initialize", { adapterID = "lua" }).success)
  assert(self:ask(request or "attach", arguments or {}).success)
  local set = self:ask("setBreakpoints",
    { source = { path = path }, breakpoints = lark.array(breakpoints) })
  assert(self:ask "configurationDone".success)
  return set.body.breakpoints
end

--- The frames of a thread.
function M:frames(thread)
  return self:ask("stackTrace", { threadId = thread }).body.stackFrames
end

--- Ends the program that holds the connection, as a crash does.
function M:kill()
  local file <close> = assert(io.open(self.out .. ".pid"))
  os.execute("kill -9 " .. file:read "l")
  self:close()
end

function M:close()
  if not self.pipe then return end
  self.pipe:close()
  self.pipe = nil
  os.remove(self.out)
  os.remove(self.out .. ".pid")
end

return M
