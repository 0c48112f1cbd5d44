-- SPDX-License-Identifier: MIT

--- Renders what a script returns, in one of seven formats.
---
--- Each format is a file in `lark/render/`, loaded on first use. A new format is a file
--- there with `write(value, options, put)`, and its name in `M.formats`. `lualark run`
--- makes spreadsheets of `cells`, and a file for each table of `separate`.
local lark = require "lark"
local say = require "lark.say"

local M = {}

--- The formats, in the order in which help lists them.
M.formats = { "table", "json", "ndjson", "csv", "md", "html", "cells", "separate" }

--- @class lark.render.options
--- @field format? "table"|"json"|"ndjson"|"csv"|"md"|"html"|"cells"|"separate"  "table" if left out
--- @field columns? string[]  keys in the order to show them; others follow by name
--- @field errors? table      the second result of lark.map: `errors[i]` for row i
--- @field choose? lark.render.choice  some rows and fields only: see render/choose.lua
--- @field facts? table       facts of columns by key, for rows that are no report: a `type` and
---                           what it needs, as in lark.report.column
--- @field vertical? boolean  table: a block of lines for each row
--- @field table? string      only the table of a report with this title or id
--- @field totals? boolean    csv: a last line with the totals
--- @field title? string      for a value without a title
--- @field lang? "en"|"zh"      the language that the command line named: what files of CSV are in
---                           where a report names none
--- @field colour? boolean    table: bold headings
--- @field width? integer     table: the terminal's columns
--- @field mark? boolean      csv: begins with a UTF-8 mark, for spreadsheets
--- @field made_at? string    html: the time in the footer

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

local function collected(each)
  local list = lark.array {}
  for row in each do list[#list + 1] = row end
  return list
end

--- Writes a value in pieces, without the whole text in memory. The value is nil, a
--- scalar, a table, a list of rows, a `lark.report`, or a function that returns the next
--- row each time it is called; NDJSON writes such rows as they come.
---
--- Raises for an unknown format and for a value that JSON cannot hold, and passes on what
--- `put` or a function of rows raises.
--- @param value any
--- @param options lark.render.options
--- @param put fun(piece: string)
function M.write(value, options, put)
  local format = options.format or "table"
  if not known(format) then error(say("render: no format %q", tostring(format)), 2) end
  if value == nil and not any_failed(options.errors) then return end
  if options.table then value = require("lark.report").only(value, options.table) end
  if options.choose then value = require("lark.render.choose").value(value, options) end
  if type(value) == "function" and format ~= "ndjson" then value = collected(value) end
  local scalar = format == "table" and require "lark.render.scalar"
  local writer = scalar and scalar.is(value, options) and scalar
    or require("lark.render." .. format)
  writer.write(value, options, put)
end

--- Renders a value as one text, which ends with a newline unless it is empty.
--- @param value any
--- @param options? lark.render.options
--- @return string
function M.render(value, options)
  local pieces = {}
  M.write(value, options or {}, function(piece) pieces[#pieces + 1] = piece end)
  return table.concat(pieces)
end

return M
