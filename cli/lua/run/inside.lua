-- SPDX-License-Identifier: MIT

--- Runs in the script's state under `lualark run`: calls the script, and renders what
--- it returns, which counts as the script's own work. An unrestricted script is rendered when
--- its tasks have ended.
---
--- `script` is what the command knows of the run, `command` the functions that reach the command
--- (src/run/inside.c). Nothing else refers to these functions, so the script cannot name them.
--- Returns nothing, or nil and the error that the script returned.
---
--- @class lualark.script
--- @field source string
--- @field chunk string      the name of its chunk
--- @field args string[]     its arguments; [0] is its path
--- @field how table         options of lark.render
--- @field renders boolean   true: renders a result that is nil, too
--- @field sandbox? boolean
--- @field max_errors? integer      equal failures in a row after which lark.fetch stops
--- @field unrestricted? boolean   neither sandboxed nor limited
--- @field listen? table            of lualark listen: see listen/inside.lua
--- @field definitions? table       what --define named: see options/definitions.lua
local script, command = ...
local globals = _G

local _ENV, methods = _ENV, nil
if script.sandbox then
  _ENV, methods = command.own("run.isolate", globals)(globals, command)
end
local lark = require "lark"

-- A sentence in the language that is spoken. The script's state has only these few.
local read
local function words(english, ...)
  read = read or require("lark.words").reader(function(name)
    return command.own(("words.%s.script"):format(name), _ENV)()
  end)
  return read(english, ...)
end

-- Small pieces of the result are sent together, up to this size.
local MESSAGE_BYTES = 65536

-- ------------------------------------------------------------------- preparing

-- Tells the command of a refused client: if the script goes on regardless, that is why it
-- fails later.
local function watch_client(module)
  local client = module.client
  function module.client(...)
    local made, err = client(...)
    if not made then command.refused(tostring(err), err.kind) end
    return made, err
  end
end

-- Replaces print and io.write where output goes to standard error, or a line of progress has
-- to make way for it.
local function set_print()
  if command.print then
    function globals.print(...)
      local parts = table.pack(...)
      for i = 1, parts.n do parts[i] = tostring(parts[i]) end
      command.print(table.concat(parts, "\t"))
    end
  end
  if command.erase and globals.io then
    local write = globals.io.write
    function globals.io.write(...)
      command.erase()
      return write(...)
    end
  end
end

-- ------------------------------------------------------------------- the script

-- The engine runs a script with limits as a task, and notes where it raised an error. An
-- unrestricted one drives its tasks itself.
local function call(chunk, ...)
  if not script.unrestricted then return chunk(...) end
  local ok, value, second = lark.run(xpcall, chunk, command.note_trace, ...)
  if not ok then error(value, 0) end
  return value, second
end

-- ------------------------------------------------------------------ the results

local function collector()
  local pieces, bytes = {}, 0
  local function flush()
    if bytes > 0 then command.output(table.concat(pieces)) end
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
  how.cut = command.lost() > 0 or nil
  local put, flush = collector()
  -- Rows that a function makes one by one reach their reader at once.
  if type(value) == "function" and how.format == "ndjson" then
    put, flush = function(piece) command.output(piece, true) end, function() end
  end
  command.output "" -- even an empty result makes a file
  require("lark.render").write(value, how, put)
  flush()
end

local function tell_missing(errors, results)
  local missing = errors and results.missing(errors, words)
  if missing or command.lost() > 0 then command.missing(missing) end
end

-- ------------------------------------------------------------------------- main

watch_client(globals.require "lark")
if script.sandbox then watch_client(lark) end
set_print()
if script.definitions then
  local define = command.own("options.definitions", _ENV)().define
  local done, wrong = define(lark, globals, script.definitions, words)
  if not done then return nil, lark.error { kind = "param", msg = wrong } end
end
local chunk, wrong = load(script.source, script.chunk, "t")
if not chunk then return nil, wrong end
globals.arg = script.args
-- A file of CSV is the same in every environment: names in it, too.
if script.how.format == "csv" or script.how.format == "separate" then
  globals.require("lark.locale").fix(script.how.lang or "en")
end
if script.max_errors then globals.require("lark.fetch").stop_after(script.max_errors) end
local listen = script.listen and command.own("listen.inside", _ENV)()(lark, script.listen, command)
local value, second = call(listen and listen(chunk) or chunk, table.unpack(script.args))
if script.sandbox then command.methods(methods) end
if value == nil and second ~= nil then return nil, second end
local results = second and command.own("output.results", _ENV)()
local errors = second and results.errors_of(second)
if value ~= nil or script.renders then render(value, errors) end
if not listen then tell_missing(errors, results) end
-- The tasks of a script with limits may still fail. Those of an unrestricted one have ended;
-- its finalizers come next.
if script.unrestricted then command.finish() end
