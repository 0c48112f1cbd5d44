-- SPDX-License-Identifier: MIT

--- lualark doctor: is the setup right?
local app = require "lualark.doctor.app"
local endpoint = require "lualark.catalog.endpoint"
local findings = require "lualark.doctor.findings"
local log = require "lualark.options.log"
local option = require "lualark.options"
local output = require "lualark.output"
local platform = require "lualark.doctor.platform"
local setup = require "lualark.doctor.setup"
local store = require "lualark.doctor.store"
local status = require "lualark.status"
local words = require "lualark.words"

local M = {
  name = "doctor",
  arguments = "[ENDPOINT...]",
  operands = { rest = "endpoint" },
  summary = "is the setup right? network, clock, token, scopes",
  about = [[
Checks the setup: what the environment says, whether the platform can be reached,
how far the two clocks are apart, whether a token is issued and accepted, and which
scopes the app has. It finds the scopes by trying: it calls a few endpoints that only
read, once each, with made-up ids. Nothing is changed.

ENDPOINT names what you need instead: hire.referral.search, or all of hire.referral that
only reads.
A missing scope of such an endpoint is a failure; without names it is a warning, as
long as some endpoint can be used.
]],
  options = {
    option.rendered "text",
    option.output, option.profile, option.store, option.ca_file, option.lenient,
    option.verbose,
  },
  notes = [[
Each line is a check: ok, warning, FAILED or skipped, and what to do. Scopes of
single fields cannot be tried: without them the fields are absent.

The environment has the credentials: LARK_APP_ID, LARK_APP_SECRET
(or LARK_APP_SECRET_FILE), LARK_BASE_URL, LARK_CA_FILE; LARK_PROFILE as --profile.
Exit status, by the first check that FAILED: 0 none did; 3 configuration,
authentication or permission; 4 network or timeout; 1 anything else, such as a
server that is not the platform. 2 is for wrong usage.
]],
}

local COLUMNS = { "check", "status", "detail", "hint" }

-- All columns that rows may have and that have a name in other languages.
local TITLED = { "group", "kind", "code", "scopes", "limits", "log_id", "skew_s", "server_limit",
  table.unpack(COLUMNS) }

-- The endpoints that were named; nil for all, or false and what is wrong.
local function chosen(named)
  if #named == 0 then return nil end
  local names = {}
  for _, word in ipairs(named) do
    local below = endpoint.matching(word)
    local schema, err = endpoint.schema(word)
    if not schema and #below == 0 then return false, err.msg end
    if schema then names[#names + 1] = word end
    table.move(below, 1, #below, #names + 1, names)
  end
  return names
end

-- A list of all attempts, newest last, each with the time by our clock; and the log function
-- that fills it.
local function recorder(options)
  local write = log.writer(options)
  local entries = {}
  return entries, function(entry)
    entry.noted_at = os.time()
    entries[#entries + 1] = entry
    if write then write(entry) end
  end
end

-- Each check needs what earlier ones found.
local function examine(found, names, options, terminal)
  local entries, record = recorder(options)
  local anonymous, complete = setup.check(found, record)
  store.check(found, terminal)
  local reached = platform.check(found, anonymous, entries)
  app.check(found, names, reached and complete, entries, record)
end

local function write(found, format, options, terminal)
  if format ~= "text" then
    local checks, groups = {}, {}
    for i, row in ipairs(found.rows) do checks[i], groups[i] = row.check, row.group end
    return output.write(terminal, options, found.rows, {
      format = format, columns = COLUMNS,
      facts = output.titles(format, TITLED, {
        status = findings.STATUSES, check = checks, group = groups,
      }),
    })
  end
  local text = found:text(output.colour(terminal, options), output.width(terminal, options))
  return output.put(terminal, options, text)
end

function M.run(terminal, given)
  local options = given.options
  local format, wrong = output.format(options, "text")
  if not format then return status.usage("doctor", wrong) end
  local names
  names, wrong = chosen(given.rest)
  if names == false then return status.usage("doctor", wrong) end

  local tried, code = output.try(terminal, options)
  if not tried then return code end
  local found = findings.new { os.getenv "LARK_APP_SECRET", os.getenv "LARK_APP_TICKET" }
  examine(found, names, options, terminal)
  local written = write(found, format, options, terminal)
  local failed = found:count "FAILED"
  if failed > 0 then status.say(words("%d of %d checks FAILED", failed, #found.rows)) end
  return written == status.DONE and found.exit or written
end

return M
