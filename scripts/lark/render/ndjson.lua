-- SPDX-License-Identifier: MIT

--- Writes one compact JSON text per line, for jq and other programs. Each row is written
--- as soon as it comes.
local cell = require "lark.render.cell"
local failures = require "lark.render.failures"
local incomplete = require "lark.render.incomplete"
local locale = require "lark.locale"
local repair = require "lark.render.repair"
local report = require "lark.report"
local shape = require "lark.render.shape"

local M = {}

-- `row` with the name of its table.
local function named(row, name)
  local copy = { table = name }
  if not shape.is_list(row) and type(row) == "table" then
    for key, value in pairs(row) do copy[key] = value end
    copy.table = name
  else
    copy.value = row
  end
  return copy
end

-- Writes a report's rows. With several tables, or rows that failed, a member `table`
-- names the table of each row.
local function write_report(value, options, put)
  local tables, failed = {}, failures.plain(options.errors)
  for _, part in ipairs(value.parts) do
    if part.kind == "table" then tables[#tables + 1] = part end
  end
  local partial = incomplete.of(options)
  if partial then put { table = "partial", partial = true, failed = partial.failed } end
  for i, part in ipairs(tables) do
    for _, row in ipairs(part.rows) do
      -- Programs find the rows by this name, in every language.
      local name = locale.text(part.texts, locale.languages[1]) or i
      put((#tables > 1 or failed) and named(row, name) or row)
    end
  end
  for _, row in ipairs(failed or {}) do put(named(row, "errors")) end
end

--- @param value any
--- @param options lark.render.options
--- @param put fun(piece: string)
function M.write(value, options, put)
  local function put_row(row) put(cell.json(repair.encode(row)) .. "\n") end
  if value == nil then return end
  if report.is(value) then return write_report(value, options, put_row) end
  if type(value) == "function" then
    for row in value do put_row(row) end
  elseif shape.is_list(value) then
    for _, row in ipairs(failures.kept(value, options.errors)) do put_row(row) end
  else
    put_row(value)
  end
end

return M
