-- SPDX-License-Identifier: MIT

--- CSV as RFC 4180 has it: text in, text out.
---
--- Nothing is turned into a number: a 19-digit id would lose its end.
local lark = require "lark"

local M = {}

local QUOTE, LF, SPACE = ('"\n '):byte(1, 3)
local UTF8_MARK = "\xEF\xBB\xBF"

-- How many lines end inside `text`.
local function breaks(text)
  local _, count = text:gsub("\r\n?", "\n"):gsub("\n", "")
  return count
end

-- The quoted field that starts at `at`, and where it ends; or nil and what is wrong.
local function quoted_field(text, at)
  local from = at + 1
  while true do
    local quote = text:find('"', from, true)
    if not quote then return nil, "a quote is opened and never closed" end
    if text:byte(quote + 1) ~= QUOTE then
      return (text:sub(at + 1, quote - 1):gsub('""', '"')), quote + 1
    end
    from = quote + 2
  end
end

-- Most fields are plain, or quoted with no quote inside; both are read in one go, with
-- the mark behind them and where the next one starts.
local PLAIN = '^([^",\r\n]*)([,\r\n])()'
local QUOTED = '^"([^"]*)"([,\r\n])()'

-- Any field, slowly.
local function field(text, at)
  local value, stop
  if text:byte(at) == QUOTE then
    value, stop = quoted_field(text, at)
    if not value then return nil, stop end
  else
    stop = text:find("[,\r\n]", at) or #text + 1
    value = text:sub(at, stop - 1)
  end
  local mark = text:sub(stop, stop)
  if mark ~= "" and not mark:find "[,\r\n]" then
    return nil, "there is text behind a closing quote"
  end
  return value, mark, stop + 1
end

-- The fields of the record that starts at `at`, where the next one starts, and whether
-- a field may hold line breaks; or nil and what is wrong.
local function record(text, at)
  local fields, count, lines = {}, 0, false
  while true do
    local value, mark, next_at = text:match(PLAIN, at)
    if not value then
      lines = true
      value, mark, next_at = text:match(QUOTED, at)
      if not value then value, mark, next_at = field(text, at) end
      if not value then return nil, mark end
    end
    count = count + 1
    fields[count] = value
    if mark ~= "," then
      if mark == "\r" and text:byte(next_at) == LF then next_at = next_at + 1 end
      return fields, next_at, lines
    end
    at = next_at
  end
end

-- Calls `take(fields, line)` for each record that is not an empty line, until
-- one of them has a complaint. Returns true; or nil and the complaint.
local function each_record(text, take)
  local at, line = 1, 1
  while at <= #text do
    local fields, next_at, lines = record(text, at)
    local why = not fields and next_at
    if fields and not (#fields == 1 and text:find("^[\r\n]", at)) then
      why = take(fields, line)
    end
    if why then return nil, ("line %d: %s"):format(line, why) end
    line = line + (lines and breaks(text:sub(at, next_at - 1)) or 1)
    at = next_at
  end
  return true
end

-- A header names each column once; returns what is wrong with it.
local function repeated(header)
  local seen = {}
  for _, name in ipairs(header) do
    if seen[name] then return ("two columns are named %q"):format(name) end
    seen[name] = true
  end
end

-- Spreadsheets of other times and places save UTF-16 or GBK; an id would
-- survive that, a name would not.
local function encoding_problem(text)
  if text:find("^\xFF\xFE") or text:find("^\xFE\xFF") then
    return "the file is UTF-16; save it as CSV UTF-8"
  end
  local ok, at = utf8.len(text)
  if ok then return nil end
  return ("line %d: this is not UTF-8; save the file as CSV UTF-8"):format(
    breaks(text:sub(1, at - 1)) + 1)
end

-- The columns that somebody needs and nobody gave.
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

--- Reads CSV text whose first record names the columns.
---
--- Empty lines are skipped; a UTF-8 mark is, too. Lines may end in LF, CRLF or CR.
--- @param text string
--- @param wanted? string[]  columns that have to be there
--- @return table<string, string>[]? rows  each by the header's names; all values are strings
--- @return string? err  what is wrong, with the number of the line
function M.parse(text, wanted)
  local problem = encoding_problem(text)
  if problem then return nil, problem end
  if text:sub(1, 3) == UTF8_MARK then text = text:sub(4) end

  local header
  local rows = lark.array {}
  local ok, err = each_record(text, function(fields)
    if not header then
      header = fields
      return repeated(header) or lacking(header, wanted)
    end
    if #fields ~= #header then
      return ("%d fields where the header has %d"):format(#fields, #header)
    end
    local row = {}
    for i, name in ipairs(header) do row[name] = fields[i] end
    rows[#rows + 1] = row
  end)
  if not ok then return nil, err end
  if not header then return nil, "there is no header row" end
  return rows
end

--- Reads a CSV file; see `parse`.
--- @param path string
--- @param wanted? string[]
--- @return table<string, string>[]? rows
--- @return string? err
function M.read(path, wanted)
  if path == nil then return nil, "which CSV file? The path is missing" end
  if not io then
    return nil, "files are out of this script's reach: have the text given, and parse that"
  end
  local file, why = io.open(path, "rb")
  if not file then return nil, why end
  local text, unread = file:read("a")
  file:close()
  if not text then return nil, ("%s: %s"):format(path, unread) end

  local rows, err = M.parse(text, wanted)
  if not rows then return nil, ("%s: %s"):format(path, err) end
  return rows
end

--- The values of one column, each once and in their order; empty ones are left out.
--- Raises where there is no such column: `read` can ask for it.
--- @param rows table<string, string>[]
--- @param name string
--- @return string[]
function M.column(rows, name)
  if rows[1] and rows[1][name] == nil then
    error(("csv: there is no column %s"):format(tostring(name)), 2)
  end
  local values, seen = {}, {}
  for _, row in ipairs(rows) do
    local value = row[name]
    if value and value ~= "" and not seen[value] then
      seen[value] = true
      values[#values + 1] = value
    end
  end
  return values
end

local function quoted(value)
  if value == nil or value == lark.null then return "" end
  local text = tostring(value)
  -- Readers trim outer spaces, unless they are quoted.
  local is_plain = not text:find('[",\r\n]') and text:byte() ~= SPACE
    and text:byte(-1) ~= SPACE
  return is_plain and text or '"' .. text:gsub('"', '""') .. '"'
end

--- One line of CSV, without its end. nil and lark.null are empty fields.
--- @param values table  a list; `values.n` tells its length if there are holes
--- @return string
function M.line(values)
  local count = values.n or #values
  local fields = {}
  for i = 1, count do fields[i] = quoted(values[i]) end
  -- A single empty field would be an empty line, which readers skip.
  if count == 1 and fields[1] == "" then return '""' end
  return table.concat(fields, ",")
end

return M
