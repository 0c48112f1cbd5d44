-- SPDX-License-Identifier: MIT

--- lualark call --rows: one call for each row of a CSV file, many at a time.
---
--- The result is a table: the row's number, how its call ended, what it answered, and the
--- error. An endpoint that answers with a list has a line for each item.
local lark = require "lark"
local documented = require "lualark.catalog.documented"
local journals = require "lualark.options.journal"
local output = require "lualark.output"
local results = require "lualark.output.results"
local status = require "lualark.status"
local words = require "lualark.words"

local M = {}

local MOST_AT_ONCE = 1000

--- The columns that are no fields of the answer.
M.OWN = { "row", "outcome", "error" }

local OUTCOMES = { "done", "failed", "not sent", "done before", "perhaps done",
  "under way", "skipped" }

-- Outcomes of a journal that leave open what the platform did.
local IN_DOUBT = { ["perhaps done"] = true, ["under way"] = true }

local ERROR_FACTS = { "code", "log_id" }

-- How many calls at once; nil and what is wrong.
local function concurrency_of(text)
  if not text then return nil end
  local count = text:find "^%d+$" and math.tointeger(tonumber(text))
  if count and count >= 1 and count <= MOST_AT_ONCE then return count end
  return nil, words("--concurrency %s: a number from 1 to %d", text, MOST_AT_ONCE)
end

--- Reads --rows and what goes with it.
--- @param goal lualark.target
--- @param options table
--- @return { rows: table[], concurrency: integer? }?  nil where it is wrong
--- @return string? wrong
function M.read(goal, options)
  local concurrency, wrong = concurrency_of(options.concurrency)
  if wrong then return nil, wrong end
  if options.key and not goal.schema.key then
    return nil, words("--key: %s takes no key of the caller's own", goal.schema.name)
  end
  local rows
  rows, wrong = require("lualark.call.rows").read(options.rows, goal, options)
  if not rows then return nil, wrong end
  return { rows = rows, concurrency = concurrency }
end

--- Shows the requests; sends nothing. Returns the exit status.
function M.show(work, options, terminal, format)
  local shown = lark.array {}
  for i, row in ipairs(work.rows) do
    shown[i] = { row = i, method = row.preview.method, path = row.preview.path,
      body = row.preview.body }
  end
  return output.write(terminal, options, shown, {
    format = format, columns = { "row", "method", "path", "body" },
  })
end

-- ---------------------------------------------------------------------- calling

-- Calls each row. Returns the answers, and the errors by row.
local function call_all(client, goal, work, options, terminal)
  local called = goal.on(client)
  local call = options.all and called.all or called
  local look, erase = require("lualark.output.progress").meter(terminal, options.quiet)
  local ended = 0
  local function show()
    local stats = client:stats()
    look(ended, #work.rows, stats.limit_waits, stats.limit_waiting)
  end
  local function one(row, i)
    local data, err = call(row.params, not options.all and { row = i } or nil)
    ended = ended + 1
    show()
    return data, err
  end
  show()
  local answers, errors = terminal.with_interrupt(lark.map, work.rows, one,
    { concurrency = work.concurrency })
  erase()
  return answers, errors
end

-- ---------------------------------------------------------------------- results

-- How a row ended; `entry` is what the journal says of it, if there is one.
local function outcome_of(err, entry)
  if not err then
    if entry and entry.outcome == "skipped" then return "skipped" end
    return entry and not entry.is_mine and "done before" or "done"
  end
  if entry and IN_DOUBT[entry.outcome] then return entry.outcome end
  if not status.is_error(err) then return "failed" end
  return err.attempts == 0 and "not sent" or "failed"
end

local function failed_line(i, err, entry)
  local line = { row = i, outcome = outcome_of(err, entry), error = tostring(err) }
  for _, name in ipairs(ERROR_FACTS) do
    line[name] = status.is_error(err) and err[name] or nil
  end
  return line
end

-- A copy of a record, with the row's number.
local function done_line(i, record, entry)
  local line = {}
  for name, value in pairs(type(record) == "table" and record or { answer = record }) do
    line[name] = value
  end
  line.row, line.outcome = i, outcome_of(nil, entry)
  return line
end

local function is_list(value)
  return getmetatable(value) == getmetatable(lark.array {})
end

-- Adds the lines of one row.
local function add(lines, i, goal, data, options, entry)
  local value = data
  if type(data) == "table" and not options.all then
    require("lualark.call.target").learn(goal, data)
    value = documented.unwrap(goal.schema, data)
  end
  if not is_list(value) then
    lines[#lines + 1] = done_line(i, value, entry)
    return
  end
  for _, item in ipairs(value) do lines[#lines + 1] = done_line(i, item, entry) end
  if #value == 0 then lines[#lines + 1] = done_line(i, {}, entry) end
end

local function lines_of(work, goal, answers, errors, options, entries)
  local lines = lark.array {}
  for i = 1, #work.rows do
    local entry = entries[tostring(i)]
    if errors[i] ~= nil then
      lines[#lines + 1] = failed_line(i, errors[i], entry)
    else
      add(lines, i, goal, answers[i], options, entry)
    end
  end
  return lines
end

local function columns_of(goal, errors)
  if goal.is_unknown then return nil end
  local columns = documented.columns(documented.fields(goal.schema))
  table.insert(columns, 1, "row")
  table.insert(columns, 2, "outcome")
  if errors.n > 0 then columns[#columns + 1] = "error" end
  return columns
end

-- Facts of the answer's fields, and of our own columns.
local function facts_of(format, fields, zone)
  local facts = documented.facts_for(format, fields, zone)
  for key, one in pairs(output.titles(format, M.OWN, { outcome = OUTCOMES }) or {}) do
    facts[key] = one
  end
  return facts
end

-- The status of a run: of the first error where nothing was done.
local function status_of(work, errors)
  if errors.n == 0 then return status.DONE end
  if errors.n < #work.rows then return status.PARTIAL end
  for i = 1, #work.rows do
    if not results.is_interruption(errors[i]) then return status.of(errors[i]) end
  end
  return status.PARTIAL
end

local function say_errors(work, errors, entries)
  if errors.n == 0 then return end
  require("lualark.output.ending").say_missing(results.missing(errors, words), #work.rows)
  status.say(words("%d of %d rows failed", errors.n, #work.rows))
  local doubtful = {}
  for i = 1, #work.rows do
    local entry = entries[tostring(i)]
    if errors[i] and entry and entry.outcome == "perhaps done" then
      doubtful[#doubtful + 1] = i
    end
  end
  journals.say_doubtful(doubtful)
end

--- Calls the rows and writes the results. Returns the exit status.
--- @param client lark.client
--- @param goal lualark.target
--- @param options table
--- @param asked table         `format`, `choice`, `journal`, and `work`: what `read` returned
--- @param terminal table
--- @return integer
function M.run(client, goal, options, asked, terminal)
  local work = asked.work
  local answers, errors = call_all(client, goal, work, options, terminal)
  local entries, unread = {}, nil
  if asked.journal then
    entries, unread = journals.by_row(asked.journal, goal.journal_name)
  end
  local lines = lines_of(work, goal, answers, errors, options, entries)
  local fields = documented.fields(goal.schema)
  local written = output.write(terminal, options, lines, {
    format = asked.format, columns = columns_of(goal, errors), title = goal.schema.name,
    choose = asked.choice, facts = facts_of(asked.format, fields, options.zone),
  })
  say_errors(work, errors, entries)
  -- Without the journal's entries the outcomes do not tell what was done before.
  if unread then status.say(unread) end
  if written ~= status.DONE then return written end
  local code = status_of(work, errors)
  return code == status.DONE and unread and status.of(unread) or code
end

return M
