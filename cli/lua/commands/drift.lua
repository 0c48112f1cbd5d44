-- SPDX-License-Identifier: MIT

--- lualark drift: how answers of the platform differ from the catalog.
local lark = require "lark"
local definitions = require "lualark.options.definitions"
local endpoint = require "lualark.catalog.endpoint"
local option = require "lualark.options"
local output = require "lualark.output"
local parameters = require "lualark.options.parameters"
local status = require "lualark.status"
local words = require "lualark.words"

local M = {
  name = "drift",
  arguments = "RECORDING... | ENDPOINT [key=value...]",
  summary = "how the platform's answers differ from the catalog",
  about = [[
Compares answers with the catalog: fields and error codes that it lacks, types that it
contradicts, and values that its enums lack. Reads the answers of files that --record
wrote, or calls one endpoint. The result holds names, types, codes and counts, and no
data: you can send it to us.
]],
  options = {
    {
      name = "all", help = "follow the pages of the endpoint",
    },
    option.format { "table", "json", "ndjson", "csv", "md", "html" },
    option.output,
    option.define,
    option.verbose,
  },
  notes = [[
Of an unknown value only what reads like an enum's value is shown: integers of up to
five digits, and words of letters, digits and _. A field with more than eight of them is
taken for free text, and shows none. Exit status: 0 also where there are differences;
1 if a recording cannot be read. A call that failed has the status of its error; what
its answers showed is written all the same.
]],
}

local COLUMNS = { "endpoint", "field", "finding", "documented", "seen", "count" }

-- As core/src/drift/drift.c names them.
local FINDINGS = { "unknown field", "other type", "unknown value", "unknown code" }

local function say_summary(found, answers, complete, foreign)
  status.say(foreign > 0 and words(
    "%d answers compared, %d differences; %d answers are of no endpoint of the catalog",
    answers, #found, foreign) or words("%d answers compared, %d differences", answers, #found))
  if not complete then
    status.say(words "the list is not complete: there are more differences")
  end
end

local function write(terminal, options, format, found, answers, complete, foreign)
  say_summary(found, answers, complete, foreign)
  return output.write(terminal, options, found, {
    format = format, columns = COLUMNS, title = "Lualark " .. lark.version,
    facts = output.titles(format, COLUMNS, { finding = FINDINGS }),
  })
end

local function of_recordings(terminal, options, format, paths)
  local found, answers, complete, foreign = terminal.recorded_drift(paths)
  if not found then
    status.say(answers)
    return status.FAILED
  end
  return write(terminal, options, format, found, answers, complete, foreign)
end

local function of_call(terminal, options, format, schema, rest)
  local params, wrong = parameters.read(schema, rest, 2)
  if not params then return status.usage("drift", wrong) end
  if options.all and not schema.page then
    return status.usage("drift", words("%s has no pages: leave out --all", schema.name))
  end
  require("lualark.options.log").install(options)
  local client, err = lark.client { drift = true }
  if not client then
    status.say(err)
    return status.of(err)
  end
  local called = endpoint.of(client, schema.name)
  local data
  data, err = (options.all and called.all or called)(params)
  local found, answers, complete = client:drift()
  if not data then status.say(err) end
  if not data and #found == 0 then return status.of(err) end
  local code = write(terminal, options, format, found, answers, complete, 0)
  return data and code or status.of(err)
end

function M.run(terminal, given)
  local options, rest = given.options, given.rest
  if #rest == 0 then return status.usage("drift", words "which recording, or which endpoint?") end
  local format, wrong = output.format(options, "table")
  if not format then return status.usage("drift", wrong) end
  local defined, code = definitions.install("drift", options)
  if not defined then return code end
  local schema = lark.schema(rest[1])
  if schema then return of_call(terminal, options, format, schema, rest) end
  return of_recordings(terminal, options, format, rest)
end

return M
