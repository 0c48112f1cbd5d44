-- SPDX-License-Identifier: MIT

--- Reads CSV text (RFC 4180).
---
--- The rows are a lazy list (rows/list.lua): their texts stay where the file has them, and
--- a row becomes a table when a script asks for it.
local damage = require "lark.csv.damage"
local declared = require "lark.csv.declared"
local lark = require "lark"
local list_of = require "lark.rows.list"
local zone = require "lark.zone"

local M = {}

-- A header names each column once. Returns the complaint about one that does not.
local function repeated(header)
  local seen = {}
  for _, name in ipairs(header) do
    if seen[name] then return ("two columns are named %q"):format(name) end
    seen[name] = true
  end
end

-- Returns a complaint if the header lacks a wanted column.
local function lacking(header, wanted)
  local there, missing = {}, {}
  for _, name in ipairs(header) do there[name] = true end
  for _, name in ipairs(wanted or {}) do
    if not there[name] then missing[#missing + 1] = name end
  end
  if #missing == 0 then return nil end
  return ("there is no column %s; it has %s"):format(table.concat(missing, ", "),
    table.concat(header, ", "))
end

local function at_line(line, why)
  return line > 0 and ("line %d: %s"):format(line, why) or why
end

--- Reads the text that `work`, from lark.grid(), was given.
---
--- GBK and UTF-16 are converted. Skips empty lines and a mark of UTF-8. Lines may end in LF,
--- CRLF or CR; the header tells whether fields are separated by commas, semicolons or tabs.
--- Empty columns without a name behind the last one are left out. All values are strings,
--- times and numbers too (csv/declared.lua).
--- @param work lark.grid.work
--- @param wanted? string[]  columns that the header must have
--- @return table<string, string>[]? rows  each by the header's names
--- @return string? err  what is wrong, with the number of the line
--- @return string[]? notes  what was changed back or converted; empty if nothing was
function M.finish(work, wanted, options)
  local names
  local ids, types, all = declared.split(wanted)
  local _, unknown = zone.find(options and options.zone)
  if unknown then return nil, unknown end
  while true do
    local over, grid, found, count, encoding = work:step()
    if over and not grid then return nil, at_line(count, found) end
    if over then
      local lost, notes = damage.notes(names, found, count, ids)
      if lost then return nil, lost end
      local odd
      grid, odd = declared.convert(grid, types, options and options.zone)
      table.move(odd, 1, #odd, #notes + 1, notes)
      if encoding then table.insert(notes, 1, "it is " .. encoding .. ", and was read as such") end
      return list_of.of_grid(grid), nil, notes
    end
    local header, line = work:names()
    if header and not names then
      names = header
      local why = repeated(header) or lacking(header, all)
      if why then return nil, at_line(line, why) end
      work:ids(damage.id_columns(header, ids))
    end
  end
end

--- Reads CSV text whose first record names the columns; see `finish`.
--- @param text string
--- @param wanted? table
--- @param options? { zone?: string }
--- @return table<string, string>[]? rows
--- @return string? err
--- @return string[]? notes
function M.parse(text, wanted, options)
  return M.finish(lark.grid():add(text), wanted, options)
end

return M
