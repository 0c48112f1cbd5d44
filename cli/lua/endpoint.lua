-- SPDX-License-Identifier: MIT

--- Finds endpoints by their names.
local lark = require "lark"
local words = require "lualark.words"

local M = {}

--- All that the catalog knows of an endpoint; or nil and an error in the language that is spoken.
--- @param name string  or its route, "GET /open-apis/..."
--- @return table? schema
--- @return lark.error? err
function M.schema(name)
  local schema = lark.schema(name)
  if schema then return schema end
  local near = lark.suggest(name, lark.endpoints())
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
function M.beginning(text)
  local found = {}
  for _, name in ipairs(lark.endpoints()) do
    if name:sub(1, #text) == text then found[#found + 1] = name end
  end
  return found
end

--- The names below a dotted prefix; all of them without one.
function M.matching(prefix)
  local found = {}
  for _, name in ipairs(lark.endpoints()) do
    if not prefix or name:sub(1, #prefix + 1) == prefix .. "." then found[#found + 1] = name end
  end
  return found
end

return M
