-- SPDX-License-Identifier: MIT

--- Logs calls: --verbose and LARK_LOG write one line per attempt.
local cell = require "lark.render.cell"
local lark = require "lark"
local status = require "lualark.status"

local M = {}

local function line(entry)
  if entry.note then return ("%s: %s\n"):format(entry.endpoint, entry.note) end
  local parts = { ("%s #%d"):format(entry.endpoint, entry.attempt) }
  local function add(format, value)
    if value then parts[#parts + 1] = format:format(value) end
  end
  add("HTTP %d", entry.http_status)
  add("code %d", entry.code)
  add("%s", entry.kind)
  add("%s", entry.next)
  add("%.1f ms", entry.duration_ms)
  if entry.wait_ms >= 0.05 then add("after waiting %.1f ms", entry.wait_ms) end
  add("mended %s", entry.mended)
  add("log id %s", entry.log_id)
  return table.concat(parts, ", ") .. "\n"
end

local function open(options)
  local path = os.getenv "LARK_LOG" or ""
  if options.verbose or path == "-" then return io.stderr end
  if path == "" then return nil end
  return assert(io.open(path, "a"),
    require "lualark.words" "LARK_LOG cannot be written")
end

--- A function that writes a log entry; nil if neither the options nor LARK_LOG ask for a log.
function M.writer(options)
  local file = open(options)
  if not file then return nil end
  file:setvbuf("line")
  return function(entry)
    if file == io.stderr then status.before() end
    file:write("lualark: ", cell.visible(line(entry), "\n"))
  end
end

--- Gives every client that is opened from now on this log, unless it brings its own.
function M.install(options)
  local write = M.writer(options)
  if not write then return end
  local client = lark.client
  lark.client = function(given, ...)
    local all = { log = write }
    if given ~= nil and type(given) ~= "table" then return client(given, ...) end
    for name, value in pairs(given or {}) do all[name] = value end
    return client(all, ...)
  end
end

return M
