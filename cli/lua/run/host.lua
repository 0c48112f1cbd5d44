-- SPDX-License-Identifier: MIT

--- Runs a script in src/run/host.c, and turns what comes back into the exit status.
local output = require "lualark.output"
local status = require "lualark.status"

local M = {}

local STDERR = 2

local function is_drawn(terminal)
  return terminal.is_terminal(STDERR) and (os.getenv "TERM" or "dumb") ~= "dumb"
end

-- What shows how far the script is; made when there is something to show.
--- @return fun(...)  look, which gets what progress.lua shows
--- @return fun()     erase
local function meter(terminal, drawn)
  local since, shown = terminal.now(), nil
  local function erase()
    if shown then shown:erase() end
  end
  status.before = erase
  local function look(...)
    if not shown and ... == nil then return end
    shown = shown or require("lualark.run.progress").new {
      now = terminal.now, since = since,
      width = drawn and function() return terminal.width(STDERR) end or nil,
      write = function(text)
        io.stderr:write(text)
        io.stderr:flush()
      end,
    }
    shown:look(...)
  end
  return look, erase
end

-- Writes the result, whose first piece opens the place that it goes to.
local function writer(terminal, options, erase)
  local sink
  local function write(text, as_it_comes)
    erase()
    if as_it_comes then io.stdout:setvbuf "line" end
    sink = sink or output.open(terminal, options)
    sink.put(text)
  end
  return write, function() return sink end
end

local function log_writer(options)
  if not options.verbose and (os.getenv "LARK_LOG" or "") == "" then return nil end
  return require("lualark.log").writer(options)
end

--- @param terminal table
--- @param options table   of the command line
--- @param limits table    memory, time, instructions
--- @param script lualark.script   see inside.lua
--- @return integer status
function M.run(terminal, options, limits, script)
  local is_partial, missing, refused = false, nil, nil
  local drawn = is_drawn(terminal)
  local look, erase = meter(terminal, drawn)
  local write, sink = writer(terminal, options, erase)
  local total, err, traceback, no_client = terminal.run_script {
    script = script,
    sandbox = options.sandbox, path = package.path,
    memory = limits.memory, time_ms = limits.time, instructions = limits.instructions,
    to_stderr = options.format or options.output,
    log = log_writer(options),
    progress = look, erase = drawn and erase or nil,
    output = write,
    missing = function(what) is_partial, missing = true, what end,
    refused = function(text, kind) refused = { text = text, kind = kind } end,
  }
  look()
  local to = sink()
  if err then
    if to then to.abandon() end
    return require("lualark.run.ending").fail(err, traceback, refused, no_client)
  end
  local written = to and to.close() or status.DONE
  if not is_partial then return written end
  require("lualark.run.ending").say_missing(missing, total)
  return written == status.DONE and status.PARTIAL or written
end

return M
