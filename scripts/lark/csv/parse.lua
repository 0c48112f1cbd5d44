-- SPDX-License-Identifier: MIT

--- Reads CSV text (RFC 4180).
local lark = require "lark"

local QUOTE, LF = ('"\n'):byte(1, 2)
local UTF8_MARK = "\xEF\xBB\xBF"

-- The number of line breaks in `text`.
local function breaks(text)
  local _, count = text:gsub("\r\n?", "\n"):gsub("\n", "")
  return count
end

-- The quoted field that starts at `at`, and the position after it; or nil and what is
-- wrong.
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

-- Most fields are plain, or quoted with no quote inside. One match reads such a field,
-- the mark after it and the position of the next field.
local PLAIN = '^([^",\r\n]*)([,\r\n])()'
local QUOTED = '^"([^"]*)"([,\r\n])()'

-- Any other field.
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

-- The fields of the record that starts at `at`, the position of the next record, and
-- whether a field may hold line breaks; or nil and what is wrong.
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

-- Calls `take(fields)` for each record that is not an empty line, until it returns a
-- complaint. Returns true; or nil and the complaint with its line number.
local function each_record(text, take)
  local at, line = 1, 1
  while at <= #text do
    local fields, next_at, lines = record(text, at)
    local why = not fields and next_at
    if fields and not (#fields == 1 and text:find("^[\r\n]", at)) then
      why = take(fields)
    end
    if why then return nil, ("line %d: %s"):format(line, why) end
    line = line + (lines and breaks(text:sub(at, next_at - 1)) or 1)
    at = next_at
  end
  return true
end

-- A header names each column once. Returns the complaint about one that does not.
local function repeated(header)
  local seen = {}
  for _, name in ipairs(header) do
    if seen[name] then return ("two columns are named %q"):format(name) end
    seen[name] = true
  end
end

-- Some spreadsheets save UTF-16 or GBK, which would damage names but not ids.
local function encoding_problem(text)
  if text:find("^\xFF\xFE") or text:find("^\xFE\xFF") then
    return "the file is UTF-16; save it as CSV UTF-8"
  end
  local ok, at = utf8.len(text)
  if ok then return nil end
  return ("line %d: this is not UTF-8; save the file as CSV UTF-8"):format(
    breaks(text:sub(1, at - 1)) + 1)
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

--- Reads CSV text whose first record names the columns.
---
--- Skips empty lines and a UTF-8 mark. Lines may end in LF, CRLF or CR. All values are
--- strings.
--- @param text string
--- @param wanted? string[]  columns that the header must have
--- @return table<string, string>[]? rows  each by the header's names
--- @return string? err  what is wrong, with the number of the line
return function(text, wanted)
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
