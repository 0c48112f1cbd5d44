-- SPDX-License-Identifier: MIT

--- lualark events: what is in an inbox of events.
local kept = require "lualark.kept"
local lark = require "lark"
local status = require "lualark.status"
local words = require "lualark.words"

local M = {
  name = "events",
  arguments = "FILE [ID...]",
  operands = { rest = "file" },
  summary = "what is in an inbox of events",
  about = [[
Shows the events that `lualark listen` and lark.inbox wrote down: waiting, handling, done,
no handler, failed (set aside), dropped, or duplicate (another machine handled it). With ids
it shows these, and their bodies as far as they are kept. It may run beside `lualark listen`.
]],
  options = {
    { name = "failed", help = "only those that were set aside" },
    { name = "type", argument = "TYPE", help = "only events of this type" },
    {
      name = "replay",
      help = "have events handled that were set aside, or those with these ids",
    },
    {
      name = "drop",
      help = "end events without handling them, and delete their bodies; needs ids, --failed or "
        .. "--type",
    },
    {
      name = "max-age", argument = "SPAN",
      help = "first forget events that ended longer ago, such as 30d, and erase the bodies of "
        .. "those set aside, without a trace in the file",
    },
    table.unpack(kept.options),
  },
  notes = [[
Exit status: 0 done; 1 the file cannot be used, or there is no such event; 2 wrong usage;
6 some events were set aside.
]],
}

local COLUMNS = {
  names = { "event_id", "event_type", "state", "tries", "received_ms", "ended_ms", "due_ms", "key",
    "message" },
  times = { "received_ms", "ended_ms", "due_ms", "create_ms" },
  values = {
    state = { "waiting", "handling", "done", "no handler", "failed", "dropped", "duplicate" },
  },
}

-- What the command line means: one selection for each id, or one for all.
local function selections(options, ids)
  local found = {}
  for i, id in ipairs(ids) do
    found[i] = { event_id = id, event_type = options.type, failed = options.failed }
  end
  if #found == 0 then found[1] = { event_type = options.type, failed = options.failed } end
  return found
end

local function say_error(err)
  status.say(err)
  return status.of(err)
end

-- Carries out --replay or --drop; returns the exit status.
local function settle(inbox, method, which)
  local total, code = 0, status.DONE
  for _, one in ipairs(which) do
    local count, err = inbox[method](inbox, one)
    if not count then return say_error(err) end
    if count == 0 and one.event_id then
      status.say(method == "replay"
        and words("%s: there is no such event whose body is kept", one.event_id)
        or words("%s: there is no such event that waits or was set aside", one.event_id))
      code = status.FAILED
    end
    total = total + count
  end
  status.say(method == "replay" and words("events to be handled again: %d", total)
    or words("events dropped: %d", total))
  return code
end

-- The events of all selections; nil and the exit status.
local function read_events(inbox, which)
  local rows = lark.array {}
  for _, one in ipairs(which) do
    one.body = one.event_id ~= nil
    local found, err = inbox:events(one)
    if not found then return nil, say_error(err) end
    if one.event_id and #found == 0 then
      status.say(words("%s: there is no such event", one.event_id))
      return nil, status.FAILED
    end
    table.move(found, 1, #found, #rows + 1, rows)
  end
  return rows
end

local function show(terminal, options, asked, inbox, which)
  local rows, code = read_events(inbox, which)
  if not rows then return code end
  local columns = COLUMNS
  if which[1].event_id then
    columns = { times = COLUMNS.times, values = COLUMNS.values,
      names = table.move(COLUMNS.names, 1, #COLUMNS.names, 1, {}) }
    columns.names[#columns.names + 1] = "event"
  end
  local written = kept.show(terminal, options, asked, rows, columns)
  if written ~= status.DONE then return written end
  for _, row in ipairs(rows) do
    if row.state == "failed" then return status.PARTIAL end
  end
  return status.DONE
end

-- The fault of the options beside each other.
local function fault(options, ids)
  if options.replay and options.drop then return words "--replay or --drop: only one of them" end
  if options.drop and #ids == 0 and not options.failed and not options.type then
    return words "--drop needs ids, --failed or --type"
  end
end

function M.run(terminal, given)
  local options = given.options
  local ids = table.move(given.rest, 2, #given.rest, 1, {})
  local asked, code = kept.read("events", words "which inbox? One file, then ids",
    { rest = { given.rest[1] }, options = options })
  if not asked then return code end
  local wrong = fault(options, ids)
  if wrong then return status.usage("events", wrong) end
  local inbox <close>, err = lark.inbox(asked.path)
  if not inbox then return say_error(err) end
  if asked.age_ms then
    local erased
    erased, err = inbox:erase(asked.age_ms / 1000)
    if not erased then return say_error(err) end
  end
  local which = selections(options, ids)
  if options.replay then return settle(inbox, "replay", which) end
  if options.drop then return settle(inbox, "drop", which) end
  return show(terminal, options, asked, inbox, which)
end

return M
