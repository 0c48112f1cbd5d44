-- SPDX-License-Identifier: MIT

--- What runs in the script's state under `lualark run`: calls the script, and renders what
--- it returns, which counts as the script's own work.
---
--- `script` is what the command knows of the run, `host` the functions that reach the command
--- (src/run/inside.c). Nothing else refers to these functions, so the script cannot name them.
--- Returns nothing, or nil and the error that the script returned.
---
--- @class lualark.script
--- @field source string
--- @field chunk string      the name of its chunk
--- @field args string[]     its arguments; [0] is its path
--- @field how table         how to render, for lark.render
--- @field renders boolean   also a result that is nil
--- @field sandbox? boolean
local script, host = ...
local globals = _G

local _ENV, methods = _ENV, nil
if script.sandbox then
  _ENV, methods = host.own("run.isolate", globals)(globals, host)
end
local lark = require "lark"

-- Messages are some tens of kilobytes, however small the pieces.
local MESSAGE_BYTES = 65536

-- ------------------------------------------------------------------- preparing

-- If a client was refused and the script goes on regardless, the refusal is why it
-- fails later: tells the command.
local function watch_client(module)
  local client = module.client
  function module.client(...)
    local made, err = client(...)
    if not made then host.refused(tostring(err), err.kind) end
    return made, err
  end
end

-- Lines that go to standard error, or that a line of progress makes way for.
local function set_print()
  if host.print then
    function globals.print(...)
      local parts = table.pack(...)
      for i = 1, parts.n do parts[i] = tostring(parts[i]) end
      host.print(table.concat(parts, "\t"))
    end
  end
  if host.erase and globals.io then
    local write = globals.io.write
    function globals.io.write(...)
      host.erase()
      return write(...)
    end
  end
end

-- ------------------------------------------------------------------- the script

-- The engine runs a script with limits as a task, and notes where it raised an error. An
-- unrestricted one drives its tasks itself.
local function call(chunk, ...)
  if not host.note_trace then return chunk(...) end
  local ok, value, second = lark.run(xpcall, chunk, host.note_trace, ...)
  if not ok then error(value, 0) end
  return value, second
end

-- ------------------------------------------------------------------ the results

local function collector()
  local pieces, bytes = {}, 0
  local function flush()
    if bytes > 0 then host.output(table.concat(pieces)) end
    pieces, bytes = {}, 0
  end
  local function put(piece)
    pieces[#pieces + 1] = piece
    bytes = bytes + #piece
    if bytes >= MESSAGE_BYTES then flush() end
  end
  return put, flush
end

local function render(value, errors)
  local how = script.how
  how.errors = errors
  local put, flush = collector()
  -- Rows that a function makes one by one are for whoever waits for the next.
  if type(value) == "function" and how.format == "ndjson" then
    put, flush = function(piece) host.output(piece, true) end, function() end
  end
  host.output ""
  require("lark.render").write(value, how, put)
  flush()
end

local function tell_missing(errors, results)
  local missing = errors and results.missing(errors)
  if missing or host.lost() > 0 then host.missing(missing) end
end

-- ------------------------------------------------------------------------- main

watch_client(globals.require "lark")
if methods then watch_client(lark) end
set_print()
local chunk, wrong = load(script.source, script.chunk, "t")
if not chunk then return nil, wrong end
globals.arg = script.args
local value, second = call(chunk, table.unpack(script.args))
if methods then host.methods(methods) end
if value == nil and second ~= nil then return nil, second end
local results = second and host.own("results", _ENV)()
local errors = second and results.errors_of(second)
if value ~= nil or script.renders then render(value, errors) end
tell_missing(errors, results)
