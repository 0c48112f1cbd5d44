-- SPDX-License-Identifier: MIT

--- lualark queue: work for many machines, distributed by a Redis server.
local lark = require "lark"
local amount = require "lualark.options.amount"
local option = require "lualark.options"
local output = require "lualark.output"
local server = require "lualark.options.server"
local status = require "lualark.status"
local stream = require "lualark.queue.stream"
local words = require "lualark.words"

local M = {
  name = "queue",
  arguments = "ACTION [FILE]",
  operands = { "action", rest = "file" },
  summary = "work for many machines, row by row, on a Redis server",
  about = [[
Distributes the rows of a CSV file among workers on any number of machines, through the
Redis server that LARK_STORE or --store names.

  add FILE.csv      adds the rows of a file, in portions of 500
  work SCRIPT.lua   works on rows until none is left. The script returns a function;
                    it is called with each row, a table, and what it returns is the
                    row's result
  status            how many rows wait, are worked on, done, and aside
  results           the rows' results, as far as they are there
  aside             the rows that failed too often, and why
]],
  options = {
    option.rendered "table",
    option.output,
    { name = "name", argument = "NAME", help = "the queue's name; \"default\" by default" },
    { name = "at-once", argument = "N", help = "work on N rows at once (1)" },
    { name = "tries", argument = "N", help = "put a row aside after N tries (3)" },
    {
      name = "patience", argument = "SPAN",
      help = "take a row from a worker that has had it for so long, and try one that failed "
        .. "again after it (60s): longer than a row takes",
    },
    { name = "stay", help = "wait for more rows when all are done" },
    option.store, option.profile, option.ca_file, option.lenient, option.verbose,
  },
  notes = [[
Each row is worked on at least once, also if a worker is killed. Its result is kept
once: the first one counts. Results, rows and errors expire after a month.

Exit status: 0 done; 1 failed; 2 wrong usage; 3 the URL is wrong, or the server does
not let us in; 4 it cannot be reached; 6 some rows are aside.
]],
}

local function usage(...)
  return status.usage("queue", ...)
end

local LONGEST_MS = 7 * 86400000

local ACTIONS = {}

function ACTIONS.add(queue, given)
  local path = given.rest[2]
  if not path or given.rest[3] then return usage(words "queue add takes one CSV file") end
  local rows, err = require("lark.csv").read(path)
  if not rows then
    status.say(err)
    return status.FAILED
  end
  local texts = {}
  for i, row in ipairs(rows) do texts[i] = lark.encode(row) end
  local added, why, before = queue:add(texts)
  if not added then
    status.say(words("%s: %s; %d of %d rows were added", queue.server.label, server.text_of(why),
      before, #texts))
    return server.status_of(why)
  end
  io.stdout:write(words("%d rows added to %s", added, queue.name), "\n")
  return status.DONE
end

-- The function that a script returns; nil and why there is none.
local function load_work(path)
  local file, err = io.open(path, "rb")
  if not file then return nil, err end
  local text = file:read "a"
  file:close()
  if not text then return nil, words("%s cannot be read", path) end
  text = text:gsub("^\xEF\xBB\xBF", ""):gsub("^#[^\n]*", "")
  local chunk
  chunk, err = load(text, "@" .. path, "t")
  if not chunk then return nil, err end
  local done, work = pcall(chunk)
  if not done then return nil, tostring(work) end
  if type(work) ~= "function" then
    return nil,
      words("%s returns no function: end it with return function(row) ... end", path)
  end
  return work
end

local function count_of(text, default)
  if text == nil then return default end
  local count = text:match "^%d+$" and math.tointeger(tonumber(text))
  return count and count >= 1 and count <= 1000 and count or nil
end

function ACTIONS.work(queue, given, terminal)
  local options = given.options
  local path = given.rest[2]
  if not path or given.rest[3] then return usage(words "queue work takes one script") end
  local at_once, tries = count_of(options["at-once"], 1), count_of(options.tries, 3)
  if not at_once then return usage(words "--at-once is a number from 1 to 1000") end
  if not tries then return usage(words "--tries is a number from 1 to 1000") end
  local patience_ms = amount.read(options.patience or "60s", amount.MILLISECONDS, LONGEST_MS)
  if not patience_ms then return usage(words "--patience is a span of time, such as 60s") end
  local work, err = load_work(path)
  if not work then
    status.say(err)
    return status.FAILED
  end
  local host <close> = assert(io.open "/proc/sys/kernel/hostname")
  local name = ("%s-%d-%x"):format(host:read "l", terminal.pid, math.random(0))
  return lark.run(function()
    return require("lualark.queue.worker").run {
      queue = queue, name = name, work = work, at_once = at_once, tries = tries,
      patience_ms = patience_ms, stay = options.stay, terminal = terminal,
    }
  end)
end

local function show(terminal, given, rows, columns)
  local format, wrong = output.format(given.options, "table")
  if not format then return usage(wrong) end
  return output.write(terminal, given.options, rows, {
    format = format, columns = columns, facts = output.titles(format, columns or {}),
  })
end

function ACTIONS.status(queue, given, terminal)
  local counted, err = queue:count()
  if not counted then
    return server.fail(queue.server, err)
  end
  return show(terminal, given, lark.array { counted },
    { "queue", "waiting", "working", "workers", "done", "failing", "aside" })
end

-- Rows sorted by id, which is their order in the queue.
local function sorted(rows)
  local function parts(id)
    local ms, number = id:match "^(%d+)-(%d+)$"
    return tonumber(ms), tonumber(number)
  end
  table.sort(rows, function(a, b)
    local a_ms, a_number = parts(a.row_id)
    local b_ms, b_number = parts(b.row_id)
    if a_ms ~= b_ms then return a_ms < b_ms end
    return a_number < b_number
  end)
  return rows
end

local function read(queue, part, fn)
  local rows = lark.array {}
  local done, err = queue:each(part, function(id, text) rows[#rows + 1] = fn(id, text) end)
  if done then return sorted(rows) end
  return nil, server.fail(queue.server, err)
end

function ACTIONS.results(queue, given, terminal)
  local rows, code = read(queue, "results", function(id, text)
    local result = lark.decode(text)
    if type(result) ~= "table" or result[1] ~= nil then result = { result = result } end
    result.row_id = id
    return result
  end)
  return rows and show(terminal, given, rows) or code
end

function ACTIONS.aside(queue, given, terminal)
  local errors = {}
  local done, err = queue:each("errors", function(id, text) errors[id] = text end)
  if not done then
    return server.fail(queue.server, err)
  end
  local rows, code = read(queue, "aside", function(id, text)
    return { row_id = id, error = errors[id], row = text }
  end)
  return rows and show(terminal, given, rows, { "row_id", "error", "row" }) or code
end

function M.run(terminal, given)
  local action = ACTIONS[given.rest[1]]
  if not action then return usage(words "what to do: add, work, status, results or aside") end
  local name = given.options.name or "default"
  if not name:find "^[%w_.-]+$" then
    return usage(words "--name holds letters, digits, dots, dashes and underscores")
  end
  local from, code = server.open(terminal, "queue")
  if not from then return code end
  return action(stream.open(from, name), given, terminal)
end

return M
