-- SPDX-License-Identifier: MIT

--- lualark schema: what exists, and how to call it.
local lark = require "lark"
local definitions = require "lualark.options.definitions"
local describe = require "lualark.catalog.describe"
local endpoint = require "lualark.catalog.endpoint"
local option = require "lualark.options"
local status = require "lualark.status"
local words = require "lualark.words"

local M = {
  name = "schema",
  arguments = "[ENDPOINT]",
  operands = { "described" },
  summary = "what exists, and how to call it",
  about = [[
Lists the endpoints, or those whose name starts with ENDPOINT; for the whole name of
one, shows everything about it: its parameters, what it returns, its limits and scopes.

With --events it lists what the platform sends by itself when something happens; the name of an
event, such as hire.offer.status_changed_v1, shows its fields.
]],
  options = {
    option.format { "text", "json" }, option.define,
    { name = "events", help = "list events in place of endpoints" },
  },
}

local function write_json(value)
  io.stdout:write(require("lark.render").render(value, { format = "json" }))
end

-- Below a prefix that has no endpoints there may be events.
local function names_below(prefix, of_events)
  local names = of_events and {} or endpoint.matching(prefix)
  return #names > 0 and names or endpoint.matching(prefix, lark.events.types())
end

function M.run(_, given)
  local name, format = given.rest[1], given.options.format or "text"
  if #given.rest > 1 then return status.usage("schema", words "one endpoint at a time") end
  if format ~= "text" and format ~= "json" then
    return status.usage("schema", words("unknown format %q: text or json", format))
  end
  local defined, code = definitions.install("schema", given.options)
  if not defined then return code end
  local schema, err
  if name then schema, err = endpoint.schema(name) end
  if schema then
    if format == "json" then write_json(schema) else describe.one(schema) end
    return status.DONE
  end
  local names = names_below(name, given.options.events)
  if #names == 0 then
    status.say(err)
    status.say(words "`lualark schema` lists them all")
    return status.of(err)
  end
  if format == "json" then write_json(lark.array(names)) else describe.list(names) end
  return status.DONE
end

return M
