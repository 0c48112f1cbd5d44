-- SPDX-License-Identifier: MIT

--- lualark call: one endpoint from the command line.
local lark = require "lark"
local definitions = require "lualark.definitions"
local ending = require "lualark.ending"
local endpoint = require "lualark.endpoint"
local option = require "lualark.options"
local output = require "lualark.output"
local parameters = require "lualark.parameters"
local recording = require "lualark.recording"
local status = require "lualark.status"

local M = {
  name = "call",
  arguments = "ENDPOINT [key=value...]",
  operands = { "endpoint", rest = "parameter" },
  summary = "call one endpoint",
  about = [[
Calls one endpoint and renders its data. `key=value` is read by the parameter's
type in the catalog; `key:=JSON` is taken literally. A time may be a date:
start_time=2024-01-31, or 2024-01-31T09:30.
]],
  options = {
    {
      name = "all",
      help = "follow the pages; the result is the list of all items, or after Ctrl-C of those "
        .. "that were read",
    },
    { name = "dry-run", help = "show the request, and send nothing" },
    {
      name = "zone", argument = "ZONE",
      help = "the time zone of dates, such as Asia/Shanghai or +08:00; by default the machine's",
    },
    option.rendered "json",
    option.output,
    {
      name = "record", argument = "FILE",
      help = "answer from FILE if it has this call; otherwise record it there",
    },
    option.replay,
    option.max_age,
    option.define,
    option.profile,
    option.store,
    option.ca_file,
    option.lenient,
    option.verbose,
    option.help,
  },
  notes = [[
`lualark schema` lists the endpoints. The environment has the credentials:
LARK_APP_ID, LARK_APP_SECRET
(or LARK_APP_SECRET_FILE), LARK_BASE_URL, LARK_CA_FILE; LARK_PROFILE as --profile.
]],
}

-- --------------------------------------------------------------------- results

-- The catalog's order of columns: fields of the rows, nested ones with dots.
local function columns_of(fields, prefix, out)
  for _, field in ipairs(fields) do
    local name = prefix .. field.name
    if field.fields then
      columns_of(field.fields, name .. ".", out)
    else
      out[#out + 1] = name
    end
  end
  return out
end

-- The field that holds the rows, or the one record.
local function main_field(schema)
  local only
  for _, field in ipairs(schema.returns) do
    if field.name == schema.page then return field end
    if field.fields or field.item then
      if only then return nil end
      only = field
    end
  end
  return only
end

-- The rows without the page around them: formats other than JSON show these.
local function unwrap(schema, data)
  local field = main_field(schema)
  if not field then return data, columns_of(schema.returns, "", {}) end
  local fields = field.fields or field.item.fields or {}
  local inner = data[field.name]
  if inner == nil and field.item then inner = lark.array {} end
  return inner == nil and data or inner, columns_of(fields, "", {})
end

local function show_request(schema, params, options, terminal, format)
  local preview, err = lark.preview(schema.name, params)
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

-- Ctrl-C keeps the pages that were read.
local function fetch(client, schema, params, options, terminal)
  local called = endpoint.of(client, schema.name)
  if options.all then return terminal.with_interrupt(called.all, params) end
  return called(params)
end

local function write(schema, data, options, format, terminal)
  local value, columns = data, nil
  if options.all then
    columns = columns_of(main_field(schema).item.fields or {}, "", {})
  elseif format ~= "json" then
    value, columns = unwrap(schema, data)
  end
  if data.has_more == true then
    status.say("there are more pages: --all follows them")
  end
  return output.write(terminal, options, value, {
    format = format, columns = columns, title = schema.name,
  })
end

-- Says why there are only `count` items; returns the exit status.
local function broke_off(err, count)
  if count == 0 and ending.is_interrupted(err) then return status.PARTIAL end
  status.say(err)
  if count == 0 then return status.of(err) end
  status.say(("the list is incomplete: %d items were read"):format(count))
  return status.PARTIAL
end

-- Writes what was read of a list that broke off.
local function write_partial(schema, err, options, format, terminal)
  local items = err.partial or {}
  local code = broke_off(err, #items)
  if #items > 0 then write(schema, items, options, format, terminal) end
  return code
end

-- Writes all items as they come, page by page, so that no reader waits for the end.
local function stream(client, schema, params, options, terminal)
  local next_item, count, failed = endpoint.of(client, schema.name).each(params), 0, nil
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
    { format = "ndjson" })
  return failed and broke_off(failed, count) or written
end

function M.run(terminal, given)
  local options, rest = given.options, given.rest
  if #rest == 0 then return status.usage("call", "which endpoint?") end
  local format, wrong = output.format(options, "json")
  if not format then return status.usage("call", wrong) end
  local defined, code = definitions.install("call", options)
  if not defined then return code end
  local schema, err = lark.schema(rest[1])
  if not schema then
    status.say(err)
    return status.of(err)
  end
  if options.all and not schema.page then
    return status.usage("call", schema.name, " has no pages: leave out --all")
  end
  local params
  params, wrong = parameters.read(schema, rest, options.zone)
  if not params then return status.usage("call", wrong) end
  local tried
  tried, code = output.try(terminal, options)
  if not tried then return code end
  if options["dry-run"] then return show_request(schema, params, options, terminal, format) end

  local opened
  opened, code = recording.open("call", terminal, options)
  if not opened then return code end
  require("lualark.log").install(options)
  local client
  client, err = lark.client()
  if client and options.all and format == "ndjson" then
    return stream(client, schema, params, options, terminal)
  end
  local data
  if client then data, err = fetch(client, schema, params, options, terminal) end
  if not data then return write_partial(schema, err, options, format, terminal) end
  return write(schema, data, options, format, terminal)
end

return M
