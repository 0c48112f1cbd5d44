-- SPDX-License-Identifier: MIT

--- Reads CSV text (RFC 4180).
---
--- The rows are a lazy list (rows/list.lua): their texts stay where the file has them, and
--- a row becomes a table when a script asks for it.
local damage = require "lark.csv.damage"
local declared = require "lark.csv.declared"
local lark = require "lark"
local list_of = require "lark.rows.list"
local official = require "lark.csv.official"
local say = require "lark.say"
local zone = require "lark.zone"

local M = {}

-- A header names each column once. Returns the complaint about one that does not.
local function repeated(header)
  local seen = {}
  for _, name in ipairs(header) do
    if seen[name] then return say("two columns are named %q", name) end
    seen[name] = true
  end
end

-- Returns a complaint if the header lacks a wanted column.
local function lacking(header, keys, wanted)
  local there, missing = {}, {}
  for _, name in ipairs(keys) do there[name] = true end
  for _, name in ipairs(wanted or {}) do
    if not there[name] then missing[#missing + 1] = name end
  end
  if #missing == 0 then return nil end
  return say("there is no column %s; it has %s", table.concat(missing, say ", "),
    table.concat(header, say ", "))
end

local function at_line(line, why)
  return line > 0 and say("line %d: %s", line, why) or why
end

-- The types by the names of the header.
local function types_by_name(types, names, keys)
  local by = {}
  for i, name in ipairs(names) do by[name] = types[keys[i]] end
  return by
end

local function renamed(grid, keys)
  local columns = {}
  for i, key in ipairs(keys) do columns[i] = { i, key } end
  return grid:select(columns)
end

--- Reads the text that `work`, from lark.grid(), was given.
---
--- GBK and UTF-16 are converted. Skips empty lines and a mark of UTF-8. Lines may end in LF,
--- CRLF or CR; the header tells whether fields are separated by commas, semicolons or tabs.
--- Empty columns without a name behind the last one are left out. All values are strings,
--- times and numbers too (csv/declared.lua).
--- @param work lark.grid.work
--- @param wanted? string[]  columns that the header must have; one that Hire's exports name
---   otherwise (人才 ID for talent_id) gets the name that is wanted
--- @param options? { zone?: string, optional?: string[] }  `optional`: columns that it may have,
---   likewise
--- @return table<string, string>[]? rows  each by the header's names
--- @return string? err  what is wrong, with the number of the line
--- @return string[]? notes  what was changed back or converted; empty if nothing was
function M.finish(work, wanted, options)
  local names, keys, has_official
  local ids, types, all = declared.split(wanted)
  local known = table.move(all, 1, #all, 1, {})
  table.move(options and options.optional or {}, 1, #(options and options.optional or {}),
    #known + 1, known)
  local _, unknown = zone.find(options and options.zone)
  if unknown then return nil, unknown end
  while true do
    local over, grid, found, count, encoding = work:step()
    if over and not grid then return nil, at_line(count, found) end
    if over then
      local lost, notes = damage.notes(names, keys, found, count, ids)
      if lost then return nil, lost end
      local odd
      grid, odd = declared.convert(grid, types_by_name(types, names, keys),
        options and options.zone)
      if has_official then grid = renamed(grid, keys) end
      table.move(odd, 1, #odd, #notes + 1, notes)
      if encoding then table.insert(notes, 1, say("it is %s, and was read as such", encoding)) end
      return list_of.of_grid(grid), nil, notes
    end
    local header, line = work:names()
    if header and not names then
      names = header
      keys, has_official = official.keys(header, known)
      local why = repeated(header) or lacking(header, keys, all)
      if why then return nil, at_line(line, why) end
      work:ids(damage.id_columns(keys, ids))
    end
  end
end

--- Reads CSV text whose first record names the columns; see `finish`.
--- @param text string
--- @param wanted? table
--- @param options? { zone?: string, optional?: string[] }
--- @return table<string, string>[]? rows
--- @return string? err
--- @return string[]? notes
function M.parse(text, wanted, options)
  return M.finish(lark.grid():add(text), wanted, options)
end

return M
