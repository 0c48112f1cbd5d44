-- SPDX-License-Identifier: MIT

--- Figures from the kernel: the time, and the memory and descriptors of a process.
local process = require "support.process"

local M = {}

local function read(path)
  local file <close> = assert(io.open(path))
  return file:read "a"
end

--- Seconds of a monotonic clock, in hundredths. Lua has none.
function M.now_s()
  return tonumber(read("/proc/uptime"):match "%S+")
end

--- The only child of a process, such as what `timeout` runs.
function M.child(pid)
  return assert(tonumber(read(("/proc/%d/task/%d/children"):format(pid, pid))))
end

--- Resident memory in KiB, of this process or of another.
function M.resident_kib(pid)
  local status = read(("/proc/%s/status"):format(pid or "self"))
  return tonumber(status:match "VmRSS:%s*(%d+)")
end

--- The number of open descriptors of this process.
function M.descriptors()
  local pid = read("/proc/self/stat"):match "%d+"
  -- Through a file: a pipe would count as one.
  local listed = process.run { "ls", ("/proc/%s/fd"):format(pid) }
  local _, count = listed.out:gsub("\n", "\n")
  return count
end

return M
