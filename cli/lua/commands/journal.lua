-- SPDX-License-Identifier: MIT

--- lualark journal: what stands in a journal of changes.
local lark = require "lark"
local amount = require "lualark.amount"
local option = require "lualark.options"
local output = require "lualark.output"
local status = require "lualark.status"
local words = require "lualark.words"

local M = {
  name = "journal",
  arguments = "FILE",
  operands = { rest = "file" },
  summary = "what was changed, by whom, and how it ended",
  about = [[
Shows the changes that `lualark call --journal FILE` and lark.journal wrote down: who
sent them, when, to which endpoint, about which ids, and how each ended: done, refused,
not sent, skipped, under way, or perhaps done. A row that is perhaps done was sent, and
its answer was lost: look at the platform, then --retry it or --skip it.
]],
  options = {
    { name = "retry", argument = "ROW", repeats = true, help = "let ROW be sent again" },
    { name = "skip", argument = "ROW", repeats = true, help = "never send ROW" },
    {
      name = "max-age", argument = "SPAN",
      help = "first erase what older changes say of people, such as 30d: that they were done "
        .. "stays",
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
Exit status: 0 done; 1 the file cannot be used; 2 wrong usage; 6 some rows are perhaps
done.
]],
}

local COLUMNS = { "row", "outcome", "sent_ms", "user", "endpoint", "ids", "code", "message",
  "log_id" }

local function usage(...) return status.usage("journal", ...) end

local function is_there(path)
  local file <close> = io.open(path, "rb")
  return file ~= nil
end

local OUTCOMES = { "done", "refused", "not sent", "skipped", "under way", "perhaps done" }

local TIMES = { "sent_ms", "ended_ms" }

-- People get dates, and titles in the language that is spoken.
local function facts_of(format, zone)
  if not output.is_for_people(format) then return nil end
  local facts = output.titles(format, COLUMNS, { outcome = OUTCOMES }) or {}
  for _, key in ipairs(TIMES) do
    facts[key] = facts[key] or { key = key }
    facts[key].type, facts[key].zone = "time", zone
  end
  return facts
end

local function show(terminal, options, entries, choice, format)
  return output.write(terminal, options, lark.array(entries), {
    format = format, columns = not options.vertical and COLUMNS or nil, choose = choice,
    facts = facts_of(format, options.zone),
  })
end

-- Reads what is to be done; nil and what is wrong.
local function read(given)
  local options = given.options
  if #given.rest ~= 1 then return nil, words "which journal? One file" end
  local age_ms, wrong
  if options["max-age"] then
    age_ms, wrong = amount.age(options["max-age"])
    if wrong then return nil, wrong end
  end
  local format
  format, wrong = output.format(options, "table")
  if not format then return nil, wrong end
  local choice
  choice, wrong = require("lualark.choice").read(options)
  if wrong then return nil, wrong end
  return { path = given.rest[1], age = age_ms and age_ms / 1000,
    format = format, choice = choice or nil }
end

local function doubtful(entries)
  for _, entry in ipairs(entries) do
    if entry.outcome == "perhaps done" then return true end
  end
  return false
end

function M.run(terminal, given)
  local options = given.options
  local asked, wrong = read(given)
  if not asked then return usage(wrong) end
  if not is_there(asked.path) then
    status.say(words("%s: there is no such file", asked.path))
    return status.FAILED
  end
  options.journal = asked.path
  local journal <close>, code = require("lualark.journal").open(options)
  if not journal then return code end
  if asked.age then
    local erased, err = journal:erase(asked.age)
    if not erased then
      status.say(err)
      return status.of(err)
    end
  end
  local entries, err = journal:entries()
  if not entries then
    status.say(err)
    return status.of(err)
  end
  local written = show(terminal, options, entries, asked.choice, asked.format)
  if written ~= status.DONE then return written end
  return doubtful(entries) and status.PARTIAL or status.DONE
end

return M
