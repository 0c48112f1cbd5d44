-- SPDX-License-Identifier: MIT

--- lualark listen: takes events, and has a script handle them.
local amount = require "lualark.options.amount"
local host = require "lualark.run.host"
local option = require "lualark.options"
local output = require "lualark.output"
local scripts = require "lualark.run.source"
local status = require "lualark.status"
local words = require "lualark.words"

local M = {
  name = "listen",
  arguments = "SCRIPT.lua [ARG...]",
  operands = { rest = "file" },
  summary = "take events, and have a script handle them",
  about = [[
Runs a script that sets handlers with lark.events.on. Then it takes events from the platform,
over a long connection or with --webhook as a server: each is written into the inbox, a file,
and answered, and handled from there, again after a crash. It ends with SIGTERM or Ctrl-C: it
takes no more events, handlers that run come to their end, and the rest stays in the inbox.
]],
  options = {
    {
      name = "webhook",
      help = "take events as the server behind the app's request address",
    },
    { name = "port", argument = "N", help = "with --webhook: the port, 8080; 0 takes a free one" },
    {
      name = "host", argument = "ADDRESS",
      help = "with --webhook: the address to listen on, 127.0.0.1: a web server in front takes "
        .. "TLS off",
    },
    {
      name = "certificate", argument = "FILE",
      help = "with --webhook: serve TLS itself, with this PEM certificate and those that it needs",
    },
    { name = "key-file", argument = "FILE", help = "the PEM key of the certificate" },
    {
      name = "max-body", argument = "SIZE",
      help = "with --webhook: refuse longer requests, 1M",
    },
    {
      name = "rate", argument = "N",
      help = "with --webhook: refuse what is more than so many requests a second, 5000; three "
        .. "times as many may come at once",
    },
    {
      name = "inbox", argument = "FILE",
      help = "the inbox; by default the script's name with .inbox in place of .lua",
    },
    { name = "parallel", argument = "N", help = "how many events are handled at once, 16" },
    {
      name = "attempts", argument = "N",
      help = "set an event aside when its handler has failed so often, 5",
    },
    {
      name = "keep-body",
      help = "keep the bodies of events that were handled; by default only their ids are kept",
    },
    {
      name = "grace", argument = "SPAN",
      help = "how long handlers may take to end after SIGTERM or Ctrl-C, 30s: then their calls and "
        .. "waits end as cancelled",
    },
    option.define,
    option.profile,
    option.store,
    option.ca_file,
    option.lenient,
    option.verbose,
  },
  options_first = true,
  notes = [[
The long connection is that of the script's first client, or of the environment's
(LARK_APP_ID and LARK_APP_SECRET); store apps have none. For --webhook the environment has the
secrets: LARK_ENCRYPT_KEY and LARK_VERIFICATION_TOKEN, or LARK_ENCRYPT_KEY_FILE and
LARK_VERIFICATION_TOKEN_FILE, which name files; or the profile, with encrypt_key and
verification_token. The script's clients take theirs as under lualark run.

`lualark events FILE` shows what is in the inbox. docs/events.md shows how to run it behind
nginx and as a unit of systemd.
Exit status: 0 it was told to end; 1 the script failed; 2 wrong usage; 3 configuration: keys,
port, certificate, inbox; 5 a limit was hit.
]],
}

local function read_number(options, name, default, most)
  local text = options[name]
  if not text then return default end
  local number = text:find "^%d+$" and math.tointeger(tonumber(text))
  if number and number >= (name == "port" and 0 or 1) and number <= most then return number end
  return nil, words("--%s %s: a number up to %d", name, text, most)
end

local function read_amount(options, name, default, units, most)
  local text = options[name]
  if not text then return default end
  local found = amount.read(text, units, most)
  if found then return found end
  return nil, words("--%s %s: a limit reads like %s", name, text,
    name == "grace" and "30s" or "1M")
end

local function read_pem(options, name)
  local path = options[name]
  if not path then return nil end
  local file <close>, err = io.open(path, "rb")
  local text = file and file:read "a"
  if text then return text end
  return nil, words("cannot open %s", err or path)
end

local WEBHOOK_ONLY = { "port", "host", "certificate", "key-file", "max-body", "rate" }

-- What the options say; nil and what is wrong.
local function read_options(options)
  for _, name in ipairs(WEBHOOK_ONLY) do
    if options[name] and not options.webhook then
      return nil, words("--%s goes with --webhook", name)
    end
  end
  if (options.certificate == nil) ~= (options["key-file"] == nil) then
    return nil, words "--certificate and --key-file go together"
  end
  local read, wrong = {}, nil
  local function take(name, value, fault)
    read[name], wrong = value, wrong or fault
  end
  take("port", read_number(options, "port", 8080, 65535))
  take("rate", read_number(options, "rate", 5000, 1000000))
  take("parallel", read_number(options, "parallel", nil, 10000))
  take("attempts", read_number(options, "attempts", nil, 1000))
  take("max_bytes", read_amount(options, "max-body", 1 << 20, amount.BYTES, 64 << 20))
  take("grace_ms", read_amount(options, "grace", 30000, amount.MILLISECONDS, 86400000))
  if wrong then return nil, wrong end
  return read
end

local function open_webhook(terminal, options, read, path)
  local certificate, wrong = read_pem(options, "certificate")
  local key
  if not wrong then key, wrong = read_pem(options, "key-file") end
  if wrong then
    status.say(wrong)
    return nil, status.SETUP
  end
  local address = options.host or "127.0.0.1"
  local server, msg, hint, kind = terminal.open_webhook {
    inbox = path, host = address, port = read.port,
    certificate = certificate, key = key, max_bytes = read.max_bytes, rate = read.rate,
  }
  if not server then
    status.say(msg, hint and "\n  " .. hint or "")
    return nil, status.of_kind(kind)
  end
  local shown = address:find ":" and "[" .. address .. "]" or address
  status.say(words("taking events on %s://%s:%d, into %s", key and "https" or "http", shown,
    server:port(), path))
  return server
end

function M.run(terminal, given)
  local options = given.options
  if #given.rest == 0 then return status.usage("listen", words "which script?") end
  local read, wrong = read_options(options)
  if not read then return status.usage("listen", wrong) end
  local args = table.move(given.rest, 1, #given.rest, 0, {})
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
  local path = options.inbox or (args[0]:gsub("%.lua$", "") .. ".inbox")
  local server, code
  if options.webhook then
    server, code = open_webhook(terminal, options, read, path)
    if not server then return code end
  else
    status.say(words("taking events over a long connection, into %s", path))
  end
  local ended = host.run(terminal, options, {}, {
    source = source, chunk = chunk, args = args, definitions = definitions,
    how = output.how(terminal, options, "table"),
    stops = function()
      status.say(words "ending: no more events are taken")
      if server then server:stop() end
    end,
    listen = {
      path = path, source = server and "webhook" or "connection", grace_ms = read.grace_ms,
      options = {
        parallel = read.parallel, attempts = read.attempts,
        keep_body = options["keep-body"] and true or nil,
      },
    },
  })
  if server then server:close() end
  return ended
end

return M
