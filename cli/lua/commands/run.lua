-- SPDX-License-Identifier: MIT

--- lualark run: runs a script and renders what it returns.
local host = require "lualark.run.host"
local option = require "lualark.options"
local output = require "lualark.output"
local scripts = require "lualark.run.source"
local status = require "lualark.status"
local words = require "lualark.words"

local M = {
  name = "run",
  arguments = "SCRIPT.lua [ARG...]",
  operands = { rest = "file" },
  summary = "run a script; what it returns is rendered",
  about = [[
Runs a script; its arguments are `...` and `arg`. What it returns is rendered:
nothing, a value, a list of rows, a report, or `rows, errors`. SCRIPT may be -
for standard input.
]],
  options = {
    option.rendered "table",
    option.output_or_folder,
    option.table,
    option.totals,
    option.columns,
    option.where,
    option.sort,
    option.limit,
    option.vertical,
    {
      name = "record", argument = "FILE",
      help = "answer from FILE what it has, and record the rest: run an interrupted script again "
        .. "and it goes on where it was",
    },
    option.replay,
    option.max_age,
    option.redact,
    option.redact_key,
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
    {
      name = "print-limit", argument = "SIZE",
      help = "drop what it prints beyond that in a second, such as 1M; 64K for --sandbox",
    },
    {
      name = "flame", argument = "FILE",
      help = "write where it computes, sampled each millisecond, into FILE: a line for each "
        .. "stack, for flame graph tools such as speedscope",
    },
    {
      name = "debug", argument = "PORT",
      help = "let an editor debug it (Debug Adapter Protocol) on this port of 127.0.0.1; 0 takes a "
        .. "free one; stdio is for editors that start this command; the script begins when the "
        .. "editor has attached",
    },
    {
      name = "max-errors", argument = "N",
      help = "stop reading ids (lark.fetch) after N equal errors in a row; the report shows "
        .. "what was read",
    },
    option.quiet,
    option.define,
    option.profile,
    option.store,
    option.ca_file,
    option.lenient,
    option.verbose,
  },
  options_first = true,
  notes = [[
--format, --output and --table may also follow the script; everything behind --
is the script's. With the first two, the script's print goes to standard error.
--columns, --where, --sort and --limit choose from rows, or from the one table of a
report; where it has several, --table names it.

Standard error shows how far lark.map is, and what calls wait for. Ctrl-C (or SIGTERM)
ends whatever the script waits for, so that it can finish with what it has. A second
one ends the program at once; SIGTERM also does so when finishing takes more than five
seconds.

The environment has the credentials: LARK_APP_ID, LARK_APP_SECRET
(or LARK_APP_SECRET_FILE), LARK_BASE_URL, LARK_CA_FILE; LARK_PROFILE as --profile.
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
    elseif name == "format" or name == "output" or name == "table" then
      if not value then
        i = i + 1
        value = rest[i]
      end
      if not value then return nil, words("--%s needs a value", name) end
      options[name] = value
    else
      args[#args + 1] = word
    end
    i = i + 1
  end
  return args
end

-- Parts that few runs need are not loaded for the others.

local function open_recording(terminal, options)
  if not (options.record or options.replay or options["max-age"] or options.redact
      or options["redact-key"]) then
    return true
  end
  return require("lualark.options.recording").open("run", terminal, options)
end

-- The limits by name; nil and what is wrong.
local function read_limits(options)
  if not (options.memory or options.time or options.instructions
    or options["print-limit"]) then return {} end
  return require("lualark.run.limits").read(options)
end

-- The number of --max-errors; nil without it, false where it is none.
local function read_max_errors(options)
  local text = options["max-errors"]
  if not text then return nil end
  local count = text:find "^%d+$" and math.tointeger(tonumber(text))
  return count and count > 0 and count or false
end

-- Whether all that a script with limits gets is UTF-8.
local function is_utf8(source, args)
  for _, text in ipairs { source, args[0], table.unpack(args) } do
    if not utf8.len(text) then return false end
  end
  return true
end

-- The format of the result; nil and what is wrong.
local function read_format(options)
  local folder = (options.output or ""):find "/$" and require "lualark.output.folder"
  local wrong = folder and folder.fault(options)
  if wrong then return nil, wrong end
  if folder then return "separate" end
  return output.format(options, "table")
end

-- Reads the options about a script; nil and an error text if one is wrong.
local function read_options(given)
  if #given.rest == 0 then return nil, words "which script?" end
  local args, wrong = split(given.rest, given.options)
  if not args then return nil, wrong end
  local format
  format, wrong = read_format(given.options)
  if not format then return nil, wrong end
  if given.options.vertical and format ~= "table" then
    return nil, words("--vertical is a look of --format table, not of %s",
      format == "separate" and "csv" or format)
  end
  return args, nil, format
end

-- The rows that the result is to have; nil if all, false and what is wrong.
local function read_choice(options)
  if not (options.columns or options.where or options.sort or options.limit) then return nil end
  return require("lualark.options.choice").read(options)
end

-- Where an editor debugs it: a port, or "stdio"; nil: none does. False and what is wrong.
local function read_debug(terminal, options, path)
  local text = options.debug
  if text == "stdio" then
    if terminal.is_terminal(0) or terminal.is_terminal(1) then
      return false, words "--debug stdio is for editors that start this: here give a port"
    end
    if path == "-" then
      return false, words "--debug stdio: the editor is at standard input, and no script"
    end
    return text
  end
  local port = text and text:find "^%d+$" and math.tointeger(tonumber(text))
  if not text or port and port < 65536 then return port end
  return false, words("--debug %s: a port, 0 for any, or stdio", text)
end

function M.run(terminal, given)
  local options = given.options
  local args, wrong, format = read_options(given)
  if not args then return status.usage("run", wrong) end
  local debug
  debug, wrong = read_debug(terminal, options, args[0])
  if debug == false then return status.usage("run", wrong) end
  local source, chunk = scripts.read(args[0])
  if not source then
    status.say(chunk)
    return status.FAILED
  end
  local definitions
  definitions, wrong = scripts.definitions(options)
  if wrong then
    status.say(wrong)
    return status.FAILED
  end
  local choice
  choice, wrong = read_choice(options)
  if choice == false then return status.usage("run", wrong) end
  local place = format == "separate" and require "lualark.output.folder" or output
  local tried, code = place.try(terminal, options)
  if not tried then return code end
  if options.flame then
    tried, code = output.try(terminal, { output = options.flame })
    if not tried then return code end
  end
  local opened
  opened, code = open_recording(terminal, options)
  if not opened then return code end
  local limits
  limits, wrong = read_limits(options)
  if not limits then return status.usage("run", wrong) end
  local max_errors = read_max_errors(options)
  if max_errors == false then
    return status.usage("run", words("--max-errors %s: a number from 1 on",
      options["max-errors"]))
  end
  if (options.sandbox or options.flame or debug or next(limits)) and not is_utf8(source, args) then
    status.say(words("%s: the script and its arguments must be UTF-8", args[0]))
    return status.FAILED
  end
  local how = output.how(terminal, options, format)
  how.choose = choice
  return host.run(terminal, options, limits, {
    source = source, chunk = chunk, args = args,
    how = how, renders = options.output ~= nil,
    sandbox = options.sandbox, debug = debug, definitions = definitions, max_errors = max_errors,
  })
end

return M
