-- SPDX-License-Identifier: MIT

--- The rows that failed, as rows to show.
local lark = require "lark"
local later = require "lark.later"
local locale = require "lark.locale"
local rows = require "lark.rows"
local shape = require "lark.render.shape"

local failures = later "lark.failures"

local M = {}

--- The list without the rows that failed; lark.map has `false` in their place.
--- @param list table
--- @param errors? table
--- @return table
function M.kept(list, errors)
  if not errors or rows.is(list) then return list end
  local kept = lark.array {}
  for i = 1, #list do
    if not (list[i] == false and errors[i] ~= nil) then kept[#kept + 1] = list[i] end
  end
  return kept
end

-- An error as a row. A table with more facts (an id, `error`) keeps them. `words` is nil for
-- programs.
local function failure(i, err, words)
  if shape.is_plain(err) then return { row = i, error = tostring(err) } end
  local row = { row = i }
  for key, value in pairs(err) do
    row[key] = words and failures.shown(err, key, words.name) or value
  end
  row.error = row.error ~= nil and tostring(row.error) or nil
  return row
end

--- The keys of failed rows: `row` first, the error last, the others between.
--- @param list table
--- @return string[]
function M.keys(list)
  local names, seen = {}, { row = true, error = true }
  for _, row in ipairs(list) do
    for name in pairs(row) do
      if not seen[name] then names[#names + 1] = tostring(name) end
      seen[name] = true
    end
  end
  table.sort(names)
  table.insert(names, 1, "row")
  names[#names + 1] = "error"
  return names
end

-- A row for equal errors: the facts of the first, how many there are, and the first ids.
local function group_row(group, words)
  local row = failure(group.places[1], group.error, words)
  if group.count == 1 then return row end
  row.count = group.count
  if #group.ids > 0 then row.id = failures.first(group.ids, words and words.list) end
  return row
end

--- A row for each error: the place of the first row that has it, how many have it, the
--- script's own facts, and the error in one line. All cancelled rows together are one row.
--- Returns nil if none failed.
--- @param errors? table  the second result of lark.map
--- @param words? table   of lark.locale; nil: for programs
--- @return table?
function M.of(errors, words)
  local groups, cancelled = failures.groups(errors)
  local list = lark.array {}
  for i, group in ipairs(groups) do list[i] = group_row(group, words) end
  if cancelled > 0 then
    list[#list + 1] = { error = (words or locale.words[locale.current()]).cancelled(cancelled) }
  end
  return #list > 0 and list or nil
end

--- The same for programs: `ids` lists the ids of all rows with the error, `rows` their places.
--- @param errors? table
--- @return table?
function M.plain(errors)
  local list = M.of(errors)
  for i, group in ipairs((failures.groups(errors))) do
    if group.count > 1 then
      list[i].id = nil
      list[i].ids = #group.ids > 0 and lark.array(group.ids) or nil
      list[i].rows = lark.array(group.places)
    end
  end
  return list
end

return M
