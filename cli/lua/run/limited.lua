-- SPDX-License-Identifier: MIT

--- lualark run with limits: --sandbox, --memory, --time, --instructions.
local amount = require "lualark.amount"
local lark = require "lark"
local output = require "lualark.output"
local status = require "lualark.status"
local watch = require "lualark.run.watch"

local M = {}

local LIMITS = {
  memory = { units = amount.BYTES, most = 2 ^ 40, example = "64M" },
  time = { units = amount.MILLISECONDS, most = 2 ^ 31, example = "5s or 500ms" },
  instructions = { units = { [""] = 1 }, most = 2 ^ 53, example = "10000000" },
}

--- Whether any of them is asked for.
function M.wanted(options)
  return options.sandbox or options.memory or options.time or options.instructions
end

-- The limits as numbers; nil and what is wrong.
local function limits_of(options)
  local found = {}
  for name, limit in pairs(LIMITS) do
    local text = options[name]
    local value = text and amount.read(text, limit.units, limit.most)
    if text and not value then
      return nil, ("--%s %s: a limit reads like %s"):format(name, text, limit.example)
    end
    found[name] = value or 0
  end
  return found
end

-- `refused`: what lark.client() said, where there was none; `why`: what the
-- environment lacked.
local function fail(err, traceback, refused, why)
  local is_script = err.kind == "script"
  if watch.has_ended(is_script and err.msg or err) then return status.PARTIAL end
  status.say(is_script and err.msg .. "\n" .. traceback or tostring(err))
  if not refused then return status.of(err) end
  if is_script then status.say("before that, lark.client() refused: ", refused) end
  if why then status.say("there is no client for it: ", why) end
  return is_script and status.SETUP or status.of(err)
end

--- @param terminal table
--- @param options table  of the command line
--- @param script table   { source=, chunk=, path=, args=, format= }
--- @return integer status
function M.run(terminal, options, script)
  local limits, wrong = limits_of(options)
  if not limits then return status.usage("run", wrong) end
  local how = output.how(terminal, options, script.format)
  local place = { path = script.path, output = options.output and true }
  local ok, arguments = pcall(lark.encode,
    { script.source, script.chunk, lark.array { table.unpack(script.args) }, place, how })
  if not ok then
    status.say(script.path, ": the script and its arguments must be UTF-8")
    return status.FAILED
  end

  local to, missing, refused
  local meter = watch.meter(terminal)
  local total, err, traceback, why = terminal.run_limited {
    arguments = arguments,
    sandbox = options.sandbox, path = package.path,
    memory = limits.memory, time_ms = limits.time, instructions = limits.instructions,
    to_stderr = options.format or options.output,
    log = require("lualark.log").writer(options),
    message = function(name, json)
      local value = lark.decode(json)
      if name == "output" then
        meter:erase()
        to = to or output.open(terminal, options)
        to.put(value)
      end
      if name == "missing" then missing = value end
      if name == "refused" then refused = value end
    end,
    progress = function(...) meter:look(...) end,
    erase = meter.width and function() meter:erase() end,
  }
  meter:look()
  if err then
    if to then to.abandon() end
    return fail(err, traceback, refused, why)
  end
  local written = to and to.close() or status.DONE
  if not missing and not total then return written end
  watch.say_missing(missing, total)
  return written == status.DONE and status.PARTIAL or written
end

return M
