-- SPDX-License-Identifier: MIT

--- lualark recording: what is in a recording.
local lark = require "lark"
local amount = require "lualark.amount"
local option = require "lualark.options"
local output = require "lualark.output"
local status = require "lualark.status"
local words = require "lualark.words"

local M = {
  name = "recording",
  arguments = "FILE",
  operands = { rest = "file" },
  summary = "what is in a recording, and erasing of what is old",
  about = [[
Shows the calls whose answers --record keeps in FILE: when each was recorded, method,
path, and how long its answer is. The answers themselves are replayed with --replay.
]],
  options = {
    {
      name = "max-age", argument = "SPAN",
      help = "first erase what is older, such as 30d, and leave no trace of it in FILE",
    },
    { name = "zone", argument = "ZONE", help = "the time zone of dates; the machine's" },
    option.rendered "table",
    option.output,
    option.columns,
    option.where,
    option.sort,
    option.limit,
    option.vertical,
  },
  notes = [[
A run with --record sends again what was erased, changes too. Exit status: 0 done;
1 the file cannot be used; 2 wrong usage.
]],
}

local COLUMNS = { "time_ms", "method", "path", "http_status", "bytes" }

-- What people get: dates, and titles in the language that is spoken.
local function facts_of(format, zone)
  if not output.is_for_people(format) then return nil end
  local facts = output.titles(format, COLUMNS) or {}
  facts.time_ms = facts.time_ms or { key = "time_ms" }
  facts.time_ms.type, facts.time_ms.zone = "time", zone
  return facts
end

-- Reads what is to be done; nil and what is wrong.
local function read(given)
  local options = given.options
  local age_ms, format, choice, wrong
  if #given.rest ~= 1 then return nil, words "which recording? One file" end
  if options["max-age"] then
    age_ms, wrong = amount.age(options["max-age"])
    if not age_ms then return nil, wrong end
  end
  format, wrong = output.format(options, "table")
  if not format then return nil, wrong end
  choice, wrong = require("lualark.choice").read(options)
  if wrong then return nil, wrong end
  return { path = given.rest[1], age_ms = age_ms, format = format, choice = choice or nil }
end

local function is_there(path)
  local file <close> = io.open(path, "rb")
  return file ~= nil
end

function M.run(terminal, given)
  local options = given.options
  local asked, wrong = read(given)
  if not asked then return status.usage("recording", wrong) end
  if not is_there(asked.path) then
    status.say(words("%s: there is no such file", asked.path))
    return status.FAILED
  end
  local rows, erased, redacted = terminal.recorded {
    path = asked.path, max_age_ms = asked.age_ms,
  }
  if not rows then
    status.say(erased)
    return status.FAILED
  end
  if asked.age_ms then status.say(words("answers erased: %d", erased)) end
  if redacted then status.say(words("it is redacted: %s", redacted)) end
  return output.write(terminal, options, lark.array(rows), {
    format = asked.format, columns = not options.vertical and COLUMNS or nil,
    choose = asked.choice, facts = facts_of(asked.format, options.zone),
  })
end

return M
