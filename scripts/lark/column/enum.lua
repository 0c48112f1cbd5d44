-- SPDX-License-Identifier: MIT

--- The labels of an enum, from the catalog.
local lark = require "lark"
local locale = require "lark.locale"
local say = require "lark.say"

local M = {}

-- The field at "items.status" among those of an endpoint or an object.
local function find_field(fields, path)
  local name, rest = path:match "^([^.]+)%.?(.*)$"
  for _, found in ipairs(fields or {}) do
    if found.name == name then
      if rest == "" then return found end
      return find_field(found.fields or (found.item and found.item.fields), rest)
    end
  end
end

local function choices_of(endpoint, path)
  local schema, err = lark.schema(endpoint)
  if not schema then return nil, tostring(err) end
  local found = find_field(schema.returns, path) or find_field(schema.params, path)
  if not (found and found.enum) then
    return nil, say("%s has no enum %s", endpoint, path)
  end
  return found.enum
end

--- The labels of an enum by value. Returns nil and a message where there is no such enum.
--- @param endpoint string  such as "hire.external_application.list"
--- @param path string      such as "items.delivery_type"
--- @param lang? "en"|"zh"  lark.language() if left out
--- @return table<any, string>? labels
--- @return string? err
function M.labels(endpoint, path, lang)
  local choices, why = choices_of(endpoint, path)
  if not choices then return nil, why end
  local pick, labels = locale.picker(lang), {}
  for _, choice in ipairs(choices) do labels[choice.value] = pick(choice) end
  return labels
end

return M
