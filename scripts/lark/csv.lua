-- SPDX-License-Identifier: MIT

--- Reads CSV files, for the ids that a report starts from.
---
---     local rows = assert(csv.read("ids.csv", { "talent_id" }))
---     local ids = csv.column(rows, "talent_id")
---
--- Values stay text: as a number a 19-digit id would lose its last digits. The parser is
--- in csv/parse.lua, what spreadsheets do to ids in csv/damage.lua,
--- the quoting of a written line in csv/quote.lua; reports are written
--- as CSV by render/csv.lua.
local lark = require "lark"
local list_of = require "lark.rows.list"
local parse = require "lark.csv.parse"
local say = require "lark.say"

local M = {
  --- Reads CSV text: a list of rows, tables of texts by column; or nil and what is wrong.
  --- @param text string
  --- @param wanted? table  columns that the header must have; see `read`
  --- @param options? { zone?: string }
  --- @return table<string, string>[]? rows
  --- @return string? err
  --- @return string[]? notes  what a spreadsheet did to ids, and was undone
  parse = parse.parse,
  --- One line of CSV, without its end; fields are quoted where they have to be.
  --- @param values table  a list; `values.n` is its length if there are holes
  --- @return string
  line = require("lark.csv.quote").line,
}

local PIECE_BYTES = 65536

-- Reads all of a file into `work`: true; or nil and why not.
local function read_all(file, work)
  while true do
    local piece, why = file:read(PIECE_BYTES)
    if not piece then return not why, why end
    work:add(piece)
  end
end

local function tell(note) io.stderr:write("csv: ", note, "\n") end

--- Reads a CSV file whose first record names the columns.
---
--- Damage that a spreadsheet did to ids is undone where nothing is lost, and noted on standard
--- error; an id without its last digits is refused. Dates and numbers as a spreadsheet writes
--- them are read in the columns that `wanted` declares: { "id", hired = "time", bonus = "number" }.
---
--- The names that Hire's exports give to ids are read, too: a reader that wants `talent_id` gets
--- it from a column 人才 ID.
--- @param path string  "-" is standard input
--- @param wanted? table  columns that the header must have; `name = type` for dates and numbers
--- @param options? { zone?: string, optional?: string[] }  the time zone of dates, the machine's;
---   columns that the header may have, for their official names
--- @return table<string, string>[]? rows
--- @return string? err
--- @return string[]? notes
function M.read(path, wanted, options)
  if path == nil then return nil, say "which CSV file? The path is missing" end
  if not io then
    return nil, say "files are out of this script's reach; pass it the text, and use csv.parse"
  end
  local file, why = io.stdin, nil
  if path ~= "-" then file, why = io.open(path, "rb") end
  if not file then return nil, why end
  local work = lark.grid()
  local done, unread = read_all(file, work)
  if path ~= "-" then file:close() end
  local name = path == "-" and say "standard input" or path
  if not done then return nil, say("%s: %s", name, unread) end

  local rows, err, notes = parse.finish(work, wanted, options)
  if not rows then return nil, say("%s: %s", name, err) end
  for i, note in ipairs(notes or {}) do
    notes[i] = say("%s: %s", name, note)
    tell(notes[i])
  end
  return rows, nil, notes
end

--- The values of one column in their order, without duplicates and empty ones. Raises
--- where there is no such column; `read` checks for it with `wanted`.
--- @param rows table<string, string>[]
--- @param name string
--- @return string[]
function M.column(rows, name)
  local found = list_of.has_column(rows, name) and require("lark.rows.grid").values(rows, name)
  if found then return found end
  if rows[1] and rows[1][name] == nil then
    error(say("csv: there is no column %s", tostring(name)), 2)
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

return M
