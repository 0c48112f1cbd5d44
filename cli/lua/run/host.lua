-- SPDX-License-Identifier: MIT

--- Runs a script in src/run/host.c, and turns what comes back into the exit status.
local output = require "lualark.output"
local progress = require "lualark.output.progress"
local status = require "lualark.status"
local words = require "lualark.words"

local M = {}

-- Keeps two descriptors: a script may use up all others, and a result needs them, one for
-- its file and one for the modules that render it. Returns a function that frees them.
local function reserve_descriptors()
  local first, second = io.open "/dev/null", io.open "/dev/null"
  return function()
    if first then first:close() end
    if second then second:close() end
  end
end

-- Writes the result. The first piece opens the file.
local function open_result(terminal, options, format, erase)
  local result, sink, written = {}, nil, nil
  local free_descriptors = reserve_descriptors()
  function result.write(text, as_it_comes)
    erase()
    if not sink then
      free_descriptors()
      sink = output.open(terminal, options, format)
    end
    if as_it_comes then io.stdout:setvbuf "line" end
    sink.put(text)
  end
  --- Returns the exit status.
  function result.finish()
    written = written or (sink and sink.close() or status.DONE)
    return written
  end
  function result.abandon()
    if sink and not written then sink.abandon() end
  end
  return result
end

local function log_writer(options)
  if not options.verbose and (os.getenv "LARK_LOG" or "") == "" then return nil end
  return require("lualark.options.log").writer(options)
end

-- Writes the samples into the file of --flame; the status is in the table that it returns.
local function flame_writer(terminal, options)
  local written = { status = status.DONE }
  function written.write(text)
    local sink = require("lualark.output").open_plain(terminal, { output = options.flame })
    sink.put(text)
    written.status = sink.close()
  end
  return written
end

--- @param terminal table
--- @param options table   of the command line
--- @param limits table    memory, time, instructions, print-limit
--- @param script lualark.script   see inside.lua
--- @return integer status
function M.run(terminal, options, limits, script)
  -- Only scripts with limits are looked at while they run.
  script.unrestricted = not script.sandbox and next(limits) == nil and not options.flame
    and not script.debug
  local flame = options.flame and flame_writer(terminal, options)
  local is_partial, missing, refused = false, nil, nil
  local look, erase, drawn = progress.meter(terminal, options.quiet)
  local result = open_result(terminal, options, script.how.format, erase)
  local total, err, traceback, no_client = terminal.run_script {
    script = script,
    sandbox = options.sandbox, unrestricted = script.unrestricted, path = package.path,
    memory = limits.memory, time_ms = limits.time, instructions = limits.instructions,
    print_limit = limits["print-limit"],
    to_stderr = options.format or options.output,
    log = log_writer(options),
    progress = look, erase = drawn and erase or nil,
    output = result.write, finish = result.finish,
    flame = flame and flame.write,
    debugs = script.debug ~= nil, relays = script.debug == "stdio",
    port = math.tointeger(script.debug) or 0,
    waits = function(port)
      status.say(words("waiting for an editor to debug it, on 127.0.0.1:%d", port))
    end,
    listens = script.listen ~= nil, grace_ms = script.listen and script.listen.grace_ms,
    stops = script.listen and script.stops,
    say = script.listen and function(text) status.say(text) end,
    missing = function(what) is_partial, missing = true, what end,
    refused = function(text, kind) refused = { text = text, kind = kind } end,
  }
  look()
  if err then
    result.abandon()
    return require("lualark.output.ending").fail(err, traceback, refused, no_client)
  end
  local written = result.finish()
  if flame and written == status.DONE then written = flame.status end
  if not is_partial then return written end
  require("lualark.output.ending").say_missing(missing, total)
  return written == status.DONE and status.PARTIAL or written
end

return M
