-- SPDX-License-Identifier: MIT

--- lualark run: runs a script and renders what it returns.
local lark = require "lark"
local limited = require "lualark.run.limited"
local option = require "lualark.options"
local output = require "lualark.output"
local recording = require "lualark.recording"
local results = require "lualark.results"
local status = require "lualark.status"
local watch = require "lualark.run.watch"

local M = {
  name = "run",
  arguments = "SCRIPT.lua [ARG...]",
  summary = "run a script; what it returns is rendered",
  about = [[
Runs a script; its arguments are `...` and `arg`. What it returns is rendered:
nothing, a value, a list of rows, a report, or `rows, errors`. SCRIPT may be -
for standard input.
]],
  options = {
    option.format "table (default), json, ndjson, csv, md or html",
    option.output,
    {
      name = "record", argument = "FILE",
      help = "answer from FILE what it has, and record the rest: run an interrupted script again "
        .. "and it goes on where it was",
    },
    option.replay,
    option.max_age,
    {
      name = "sandbox",
      help = "for a script that you do not trust: it has no files, no credentials and no clock "
        .. "but the time; 64M of memory, unless --memory says otherwise",
    },
    { name = "memory", argument = "SIZE", help = "end the script if it takes more, such as 64M" },
    {
      name = "time", argument = "SPAN",
      help = "end it if it takes longer, such as 5s or 500ms, waiting included",
    },
    {
      name = "instructions", argument = "N",
      help = "end it if it takes more instructions of the Lua machine",
    },
    option.verbose,
    option.help,
  },
  options_first = true,
  notes = [[
--format and --output may also follow the script; everything behind -- is the script's.
With either, the script's print goes to standard error.

Standard error shows how far lark.map is. Ctrl-C (or SIGTERM) ends whatever the script
waits for, so that it can finish with what it has. A second one ends the program at
once; SIGTERM also does so when finishing takes more than five seconds.

The environment has the credentials: LARK_APP_ID, LARK_APP_SECRET, LARK_BASE_URL.
Exit status: 0 done; 1 failed; 2 wrong usage or parameters; 3 configuration,
authentication or permission; 4 network or timeout; 5 a limit was hit; 6 part of
the result is missing.
]],
}

-- Our options among the script's arguments, up to `--`.
local function split(rest, options)
  local args = { [0] = rest[1] }
  local i = 2
  while i <= #rest do
    local word = rest[i]
    local name, value = word:match("^%-%-(%a+)=(.*)$")
    name = name or word:match("^%-%-(%a+)$")
    if word == "--" then
      table.move(rest, i + 1, #rest, #args + 1, args)
      break
    elseif name == "format" or name == "output" then
      if not value then
        i = i + 1
        value = rest[i]
      end
      if not value then return nil, "--" .. name .. " needs a value" end
      options[name] = value
    else
      args[#args + 1] = word
    end
    i = i + 1
  end
  return args
end

-- A script's text and the name of its chunk; nil and why it cannot be read.
local function read_script(path)
  if path == "-" then return io.read("a"), "=stdin" end
  local file, err = io.open(path, "rb")
  if not file then return nil, "cannot open " .. err end
  local text
  text, err = file:read("a")
  file:close()
  if not text then return nil, "cannot read " .. path .. ": " .. err end
  -- A first line such as #!/usr/bin/env is not Lua.
  return (text:gsub("^\xEF\xBB\xBF", ""):gsub("^#[^\n]*", "")), "@" .. path
end

-- print, to stderr: stdout is the result's.
local function print_to_stderr(...)
  local parts = table.pack(...)
  for i = 1, parts.n do parts[i] = tostring(parts[i]) end
  io.stderr:write(table.concat(parts, "\t"), "\n")
end

-- Where a client was refused and the script went on regardless, what fails then
-- is the refusal's doing: remembers it.
local function watch_client()
  local refused
  local client = lark.client
  lark.client = function(...)
    local made, err = client(...)
    if not made then refused = err end
    return made, err
  end
  return function() return refused end
end

-- Errors of ours say it all; others are told with the way to them.
local function with_traceback(err)
  if status.is_error(err) then return err end
  local meta = getmetatable(err)
  if type(err) ~= "string" and not (type(meta) == "table" and meta.__tostring) then
    err = ("a %s was raised as an error"):format(type(err))
  end
  return debug.traceback(tostring(err), 2)
end

local function fail(err, refused)
  if watch.has_ended(err) then return status.PARTIAL end
  status.say(err)
  if refused and not status.is_error(err) then
    status.say("before that, lark.client() refused: ", refused)
    return status.of(refused)
  end
  return status.of(err)
end

function M.run(terminal, given)
  local options = given.options
  if #given.rest == 0 then return status.usage("run", "which script?") end
  local args, wrong = split(given.rest, options)
  if not args then return status.usage("run", wrong) end
  local format
  format, wrong = output.format(options, "table")
  if not format then return status.usage("run", wrong) end

  local source, chunk = read_script(args[0])
  if source then
    local opened, code = recording.open("run", terminal, options)
    if not opened then return code end
  end
  if source and limited.wanted(options) then
    return limited.run(terminal, options,
      { source = source, chunk = chunk, path = args[0], args = args, format = format })
  end
  local script, err
  if source then script, err = load(source, chunk, "t") end
  if not script then
    status.say(err or chunk)
    return status.FAILED
  end
  -- luacheck: globals arg print
  arg = args
  if given.options.format or given.options.output then print = print_to_stderr end

  require("lualark.log").install(options)
  local refused = watch_client()
  local meter = watch.start(terminal)
  local returned = table.pack(pcall(lark.run, function()
    return xpcall(script, with_traceback, table.unpack(args))
  end))
  local lost, total = watch.stop(terminal, meter)
  -- pcall's own word is for tasks that failed beside the script.
  if not returned[1] or not returned[2] then
    return fail(returned[1] and returned[3] or returned[2], refused())
  end
  local value, second = returned[3], returned[4]
  if value == nil and second ~= nil then return fail(second) end

  local errors = results.errors_of(second)
  local written = output.write(terminal, options, value, { format = format, errors = errors })
  if not errors and (lost or 0) == 0 then return written end
  watch.say_missing(errors and results.missing(errors), total)
  return written == status.DONE and status.PARTIAL or written
end

return M
