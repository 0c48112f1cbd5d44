-- SPDX-License-Identifier: MIT

--- lualark call: one endpoint from the command line.
local lark = require "lark"
local definitions = require "lualark.options.definitions"
local documented = require "lualark.catalog.documented"
local ending = require "lualark.output.ending"
local option = require "lualark.options"
local output = require "lualark.output"
local recording = require "lualark.options.recording"
local status = require "lualark.status"
local target = require "lualark.call.target"
local words = require "lualark.words"

local M = {
  name = "call",
  arguments = "ENDPOINT|METHOD PATH [key=value...]",
  operands = { "endpoint", rest = "parameter" },
  summary = "call one endpoint, or any path",
  about = [[
Calls one endpoint and renders its data. `key=value` is read by the parameter's
type in the catalog; `key:=JSON` is taken literally. A time may be a date:
start_time=2024-01-31, or 2024-01-31T09:30.

With a method and a path, such as `GET /open-apis/hire/v1/jobs`, it calls any path,
unchecked: parameters go into the query, those of POST, PUT and PATCH into the body.
Where the catalog knows the path it says their types and places.

A call that changes something is shown first, and asked about. Where no terminal
can be asked it needs --yes.
]],
  options = {
    {
      name = "all",
      help = "follow the pages; the result is the list of all items, or after Ctrl-C of those "
        .. "that were read",
    },
    {
      name = "rows", argument = "FILE.csv",
      help = "call once for each row: columns are parameters, with dots for nested ones and "
        .. "numbers for places in lists; the result is a table with the row's number",
    },
    { name = "concurrency", argument = "N", help = "with --rows: so many calls at once (50)" },
    {
      name = "key", argument = "TEXT",
      help = "with --rows: give each row a key made from TEXT and the row, so that a lost answer "
        .. "is asked for again and the row done once; for endpoints that take one",
    },
    {
      name = "journal", argument = "FILE",
      help = "write each change into FILE before it is sent and when it is answered: run again, "
        .. "what is done is not sent again",
    },
    {
      name = "retry", argument = "ROW", repeats = true,
      help = "with --journal: send ROW again, which is perhaps done",
    },
    { name = "skip", argument = "ROW", repeats = true, help = "with --journal: never send ROW" },
    { name = "dry-run", help = "show the request, and send nothing" },
    { name = "yes", help = "send what changes something without asking" },
    {
      name = "zone", argument = "ZONE",
      help = "the time zone of dates, such as Asia/Shanghai or +08:00; by default the machine's",
    },
    option.rendered "json",
    option.output,
    option.columns,
    option.where,
    option.sort,
    option.limit,
    option.vertical,
    {
      name = "record", argument = "FILE",
      help = "answer from FILE if it has this call; otherwise record it there",
    },
    option.replay,
    option.max_age,
    option.redact,
    option.redact_key,
    option.define,
    option.profile,
    option.store,
    option.ca_file,
    option.lenient,
    option.quiet,
    option.verbose,
  },
  notes = [[
With --rows an empty cell leaves its parameter out, and a column whose name begins
with # is a remark. All rows are checked before the first is sent. Exit status 6: some
rows failed.

The formats table, md, html and xlsx show the labels of enums, and times as dates
in --zone; csv, json and ndjson have the values. With --columns, --where, --sort or
--limit the result is the rows alone, in JSON, too.

`lualark schema` lists the endpoints. The environment has the credentials:
LARK_APP_ID, LARK_APP_SECRET
(or LARK_APP_SECRET_FILE), LARK_BASE_URL, LARK_CA_FILE; LARK_PROFILE as --profile.
]],
}

-- --------------------------------------------------------------------- results

local function show_request(goal, options, terminal, format)
  local preview, err = goal.preview()
  if not preview then
    status.say(err)
    return status.of(err)
  end
  preview.url = (os.getenv "LARK_BASE_URL" or "https://open.feishu.cn"):gsub("/+$", "")
    .. preview.path
  return output.write(terminal, options, preview, {
    format = format, columns = { "method", "url", "path", "body" },
  })
end

local function sends_file(schema)
  for _, param in ipairs(schema.params) do
    if param.format == "file" then return true end
  end
  return false
end

-- Shows how far the file is that a call sends.
local function upload(called, params, options, terminal)
  local look, erase = require("lualark.output.progress").meter(terminal, options.quiet)
  local data, err = called(params, { progress = look })
  erase()
  return data, err
end

-- Ctrl-C keeps the pages that were read.
local function fetch(client, goal, options, terminal)
  local called = goal.on(client)
  if options.all then return terminal.with_interrupt(called.all, goal.params) end
  if sends_file(goal.schema) then return upload(called, goal.params, options, terminal) end
  return called(goal.params)
end

-- `asked` is what the command line says of the rows: `format`, `choice`.
local function write(goal, data, options, asked, terminal)
  if not options.all then target.learn(goal, data) end
  local schema, format, value, columns = goal.schema, asked.format, data, nil
  if not options.all and (format ~= "json" or asked.choice) then
    value = documented.unwrap(schema, data)
  end
  if options.all or value ~= data or format ~= "json" then
    columns = not goal.is_unknown and documented.columns(documented.fields(schema)) or nil
  end
  if data.has_more == true then
    status.say(words "there are more pages: --all follows them")
  end
  return output.write(terminal, options, value, {
    format = format, columns = columns, title = schema.name, choose = asked.choice,
    facts = documented.facts_for(format, documented.fields(schema), options.zone),
  })
end

-- Says why there are only `count` items; returns the exit status.
local function broke_off(err, count)
  if count == 0 and ending.is_interrupted(err) then return status.PARTIAL end
  status.say(err)
  if count == 0 then return status.of(err) end
  status.say(words("the list is incomplete: %d items were read", count))
  return status.PARTIAL
end

-- Writes what was read of a list that broke off.
local function write_partial(goal, err, options, asked, terminal)
  local items = status.is_error(err) and err.partial or {}
  local code = broke_off(err, #items)
  if #items > 0 then write(goal, items, options, asked, terminal) end
  return code
end

-- Writes all items as they come, page by page, so that no reader waits for the end.
local function stream(client, goal, options, asked, terminal)
  local next_item, count, failed = goal.on(client).each(goal.params), 0, nil
  local function item()
    local ok, found = pcall(next_item)
    if not ok then
      failed = found
      return nil
    end
    count = count + (found ~= nil and 1 or 0)
    return found
  end
  local written = terminal.with_interrupt(output.write, terminal, options, item,
    { format = "ndjson", choose = asked.choice })
  return failed and broke_off(failed, count) or written
end

-- Says why a choice cannot be made, before anything is sent.
local function fault_of(goal, choice, options)
  if goal.is_unknown then return nil end
  local schema, own = goal.schema, {}
  if options.rows then
    for _, key in ipairs(require("lualark.call.bulk").OWN) do own[key] = true end
  end
  local main, fields = documented.main_field(schema), documented.fields(schema)
  for _, named in ipairs(require("lualark.options.choice").keys(choice)) do
    local fault = not own[named.key] and documented.fault(fields, named.key)
    if fault then return words("%s: %s", named.option, fault) end
  end
  local by_rows = choice.where and "--where" or choice.sort and "--sort"
    or choice.limit and "--limit"
  if by_rows and not options.rows and not (main and main.item) then
    return words("%s chooses from rows, and %s answers with one record", by_rows, schema.name)
  end
end

-- The command line's words about the result: `format`, `choice`; nil and what is wrong.
local function read_asked(goal, options)
  local default = (options.vertical or options.rows) and "table" or "json"
  local format, wrong = output.format(options, default)
  if not format then return nil, wrong end
  if options.vertical and format ~= "table" then
    return nil, words("--vertical is a look of --format table, not of %s", format)
  end
  local choice
  choice, wrong = require("lualark.options.choice").read(options)
  wrong = wrong or choice and fault_of(goal, choice, options)
  if wrong then return nil, wrong end
  return { format = format, choice = choice }
end

-- Reads pages until there are as many rows as --limit wants.
local function fetch_first(client, goal, options, asked, terminal)
  local next_row = require("lark.render.choose").value(goal.on(client).each(goal.params), {
    choose = { where = asked.choice.where, limit = asked.choice.limit },
    facts = documented.facts_for(asked.format, documented.fields(goal.schema), options.zone),
  })
  local items, failed = lark.array {}, nil
  terminal.with_interrupt(function()
    repeat
      local ok, row = pcall(next_row)
      if ok then items[#items + 1] = row else failed = row end
    until not ok or row == nil
  end)
  if not failed then return items end
  if status.is_error(failed) then failed.partial = items end
  return nil, failed
end

-- Calls once for each row.
local function answer_rows(goal, options, asked, terminal)
  local client, err = lark.client { journal = asked.journal }
  if client then
    return require("lualark.call.bulk").run(client, goal, options, asked, terminal)
  end
  status.say(err)
  return status.of(err)
end

-- Answers the call with its data, or writes rows as they come.
local function answer(goal, options, asked, terminal)
  local client, err = lark.client { journal = asked.journal }
  if client and options.all and asked.format == "ndjson" then
    return stream(client, goal, options, asked, terminal)
  end
  local data
  if client and options.all and asked.choice and asked.choice.limit and not asked.choice.sort then
    data, err = fetch_first(client, goal, options, asked, terminal)
  elseif client then
    data, err = fetch(client, goal, options, terminal)
  end
  if not data then return write_partial(goal, err, options, asked, terminal) end
  if type(data) ~= "table" then return output.write(terminal, options, data, asked) end
  return write(goal, data, options, asked, terminal)
end

-- Reads the target, and how its result is shown; or returns nil and the exit status.
local function read(given)
  local options, rest = given.options, given.rest
  if #rest == 0 then return nil, status.usage("call", words "which endpoint?") end
  local defined, code = definitions.install("call", options)
  if not defined then return nil, code end
  local goal, wrong = target.read(rest, options.zone)
  if status.is_error(wrong) then
    status.say(wrong)
    return nil, status.of(wrong)
  elseif not goal then
    return nil, status.usage("call", wrong)
  end
  if options.all and not goal.has_pages then
    return nil, status.usage("call", words("%s has no pages: leave out --all", goal.schema.name))
  end
  local asked
  asked, wrong = read_asked(goal, options)
  wrong = wrong or require("lualark.options.journal").fault(options)
  if wrong then return nil, status.usage("call", wrong) end
  if not options.rows then
    local alone = options.concurrency and "concurrency" or options.key and "key"
    if alone then return nil, status.usage("call", words("--%s goes with --rows", alone)) end
    return goal, asked
  end
  asked.work, wrong = require("lualark.call.bulk").read(goal, options)
  if not asked.work then return nil, status.usage("call", wrong) end
  return goal, asked
end

function M.run(terminal, given)
  local options = given.options
  local goal, asked = read(given)
  if not goal then return asked end
  local tried, code = output.try(terminal, options)
  if not tried then return code end
  if options["dry-run"] then
    local show = asked.work and require("lualark.call.bulk").show or show_request
    return show(asked.work or goal, options, terminal, asked.format)
  end
  local allowed
  allowed, code = require("lualark.call.consent").ask(terminal, goal, options, asked.work)
  if not allowed then return code end

  local journal = require "lualark.options.journal"
  asked.journal, code = journal.open(options, goal.journal_name)
  if code then return code end
  local changed = asked.journal and asked.work
    and journal.changed(asked.journal, goal.journal_name, asked.work.rows)
  if changed then
    status.say(changed)
    return status.USAGE
  end
  local opened
  opened, code = recording.open("call", terminal, options)
  if not opened then return code end
  require("lualark.options.log").install(options)
  code = (asked.work and answer_rows or answer)(goal, options, asked, terminal)
  local lost = asked.journal and asked.journal:fault()
  if lost then status.say(lost) end
  return code
end

return M
