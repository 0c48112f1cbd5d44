-- SPDX-License-Identifier: MIT

--- Finds endpoints and types of events by their names.
local lark = require "lark"
local words = require "lualark.words"

local M = {}

-- The name that was meant; those of events end in a version.
local function nearest_to(name)
  local event = lark.suggest(name, lark.events.types())
  if event and name:find "_v%w$" then return event end
  return lark.suggest(name, lark.endpoints()) or event
end

--- All that the catalog knows of an endpoint or a type of event; or nil and an error in the
--- language that is spoken.
--- @param name string  or an endpoint's route, "GET /open-apis/..."
--- @return table? schema
--- @return lark.error? err
function M.schema(name)
  local schema = lark.schema(name)
  if schema then return schema end
  local near = nearest_to(name)
  return nil, lark.error {
    kind = "param", msg = near and words("there is no endpoint %s; did you mean %s?", name, near)
      or words("there is no endpoint %s", name),
  }
end

--- The endpoint of a client that has this dotted name.
function M.of(client, name)
  local node = client
  for part in name:gmatch("[^.]+") do node = node[part] end
  return node
end

--- The names that begin with a text, which may end within a word.
--- @param names? string[]  those of endpoints by default
function M.beginning(text, names)
  local found = {}
  for _, name in ipairs(names or lark.endpoints()) do
    if name:sub(1, #text) == text then found[#found + 1] = name end
  end
  return found
end

--- The names below a dotted prefix; all of them without one.
--- @param names? string[]  those of endpoints by default
function M.matching(prefix, names)
  local found = {}
  for _, name in ipairs(names or lark.endpoints()) do
    if not prefix or name:sub(1, #prefix + 1) == prefix .. "." then found[#found + 1] = name end
  end
  return found
end

return M
