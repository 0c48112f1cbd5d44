-- SPDX-License-Identifier: MIT

--- What a script returns, as text.
---
--- Each format is a file in `lark/render/` and is loaded when it is first asked for.
local M = {}

--- The formats there are, in the order to offer them.
M.formats = { "table", "json", "ndjson", "csv", "md", "html" }

--- @class lark.render.options
--- @field format? "table"|"json"|"ndjson"|"csv"|"md"|"html"  "table" if left out
--- @field columns? string[]  keys in the order to show them; others follow by name
--- @field errors? table      what lark.map returned second: `errors[i]` for row i
--- @field title? string      for a value that brings none
--- @field colour? boolean    table: bold headings
--- @field width? integer     table: the terminal's columns
--- @field made_at? string    html: when, for the footer

local function known(format)
  for _, name in ipairs(M.formats) do
    if name == format then return true end
  end
  return false
end

local function any_failed(errors)
  for i in pairs(errors or {}) do
    if math.type(i) == "integer" then return true end
  end
  return false
end

--- Renders nothing (""), a scalar, a table, a list of rows or a `lark.report`.
--- What is not empty ends with a newline.
---
--- Raises for an unknown format, and for what has no JSON form where JSON is asked for.
--- @param value any
--- @param options? lark.render.options
--- @return string
function M.render(value, options)
  options = options or {}
  local format = options.format or "table"
  if not known(format) then error(("render: no format %q"):format(tostring(format)), 2) end
  if value == nil and not any_failed(options.errors) then return "" end
  return require("lark.render." .. format).render(value, options)
end

return M
