-- SPDX-License-Identifier: MIT

--- The damage that spreadsheets do to ids in a CSV: which is put right, and which cannot be.
---
--- 6934134355464633 becomes 6.93413E+15 where a spreadsheet takes it for a number: its last
--- digits are gone. People who know that write ="6934134355464633" or '6934134355464633,
--- which is undone, as are spaces and tabs around an id.
local say = require "lark.say"

local M = {}

--- The places of the columns that hold ids: those that the reader wants, and those named
--- `id`, `talent_id`, `Talent ID` or `talentId`.
--- @param header string[]
--- @param wanted? string[]
--- @return integer[]
function M.id_columns(header, wanted)
  local needed, places = {}, {}
  for _, name in ipairs(wanted or {}) do needed[name] = true end
  for i, name in ipairs(header) do
    if needed[name] or name:lower() == "id" or name:find "[_ %-][iI][dD]$"
      or name:find "%l[I][dD]$" then
      places[#places + 1] = i
    end
  end
  return places
end

local UNDONE = {
  spaces = "spaces around a value were taken off",
  formula = 'a value was written as a formula, ="..."; it was taken out',
  apostrophe = "an apostrophe before a value was taken off",
  rounded = "a value looks like an id that a spreadsheet rounded, such as 6.93E+18",
}

-- One note for all cells of a column with the same change.
local function notes_of(header, oddities)
  local notes, by = {}, {}
  for _, odd in ipairs(oddities) do
    local key = odd.column .. odd.kind
    local seen = by[key]
    if not seen then
      seen = { line = odd.line, count = 0, column = odd.column, kind = odd.kind }
      by[key] = seen
      notes[#notes + 1] = seen
    end
    seen.count = seen.count + 1
  end
  for i, note in ipairs(notes) do
    local text = say("line %d, column %s: %s", note.line, header[note.column],
      say(UNDONE[note.kind]))
    if note.count > 1 then text = say("%s; likewise in %d more", text, note.count - 1) end
    notes[i] = text
  end
  return notes
end

--- Why the rows cannot be read, as an id lost digits; or nil and notes on what was undone.
--- @param header string[]
--- @param keys string[]  the names that the rows have
--- @param oddities table[]  see bindings/src/grid/scan.h
--- @param count integer  of all oddities
--- @param wanted? string[]
--- @return string? why
--- @return string[] notes
function M.notes(header, keys, oddities, count, wanted)
  local is_id = {}
  for _, place in ipairs(M.id_columns(keys, wanted)) do is_id[place] = true end
  for _, odd in ipairs(oddities) do
    if odd.kind == "rounded" and is_id[odd.column] then
      return say("line %d: a spreadsheet rounded the id in column %s, and its last digits are "
        .. "gone; format the column as text before the ids are put in, and export again",
        odd.line, header[odd.column]), {}
    end
  end
  local notes = notes_of(header, oddities)
  if count > #oddities then
    notes[#notes + 1] = say("and %d more values likewise", count - #oddities)
  end
  return nil, notes
end

return M
