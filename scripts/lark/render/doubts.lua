-- SPDX-License-Identifier: MIT

--- Cells that could not be read, while a document is written: which they are, and the section
--- that lists them at the end.
local decimal = require "lark.decimal"
local faults = require "lark.rows.faults"

local M = {}

--- Stands behind the text of such a cell, and of a total that lacks one.
M.MARK = " ⚠"

-- A page with a thousand bad cells is no help; the first ones show what is wrong.
local MOST = 20

local NUMERIC = { integer = true, decimal = true, money = true, percent = true }
local ADDS = { sum = true, mean = true, median = true }

--- Whether every value of a column has to be a number.
--- @param one table  a section's column
--- @return boolean
function M.is_numeric(one)
  if NUMERIC[one.type] or ADDS[one.total] then return true end
  return type(one.total) == "table" and one.total.adds == true
end

--- Keeps what was found for a whole document.
--- @param texts? boolean  whether texts are looked at, too
--- @return table
function M.new(texts) return { list = {}, seen = {}, count = 0, texts = texts } end

local function add(doubts, title, place, column, value, what)
  local key = table.concat({ title or "", place, column, value }, "\0")
  if doubts.seen[key] then return end
  doubts.seen[key] = true
  doubts.count = doubts.count + 1
  if #doubts.list < MOST then
    doubts.list[#doubts.list + 1] = { table = title, row = place, column = column, value = value,
      what = what }
  end
end

--- Looks at a cell, and notes what is wrong with it.
--- @param doubts table
--- @param section lark.section
--- @param one table      the column
--- @param row any
--- @param place integer  of the row in the section
--- @param value any      not nil
--- @return boolean bad
function M.look(doubts, section, one, row, place, value)
  local behind = type(row) == "table" and faults.of(row, one.key)
  if behind then
    for _, fault in ipairs(behind) do
      add(doubts, section.title, fault.row, fault.column, fault.value, fault.what)
    end
    return true
  end
  if M.is_numeric(one) then
    if faults.NOTHING[value] or decimal.number(value) then return false end
    add(doubts, section.title, place, one.title, faults.quoted(value), "is no number")
    return true
  end
  if doubts.texts and type(value) == "string" and not utf8.len(value) then
    add(doubts, section.title, place, one.title, '"' .. value .. '"', "is no UTF-8")
    return true
  end
  return false
end

--- The rows of the section that lists the cells, and how many more there are.
--- @param doubts table
--- @param words table
--- @return table? rows  nil if there are none
function M.rows(doubts, words)
  if doubts.count == 0 then return nil end
  local list = {}
  for i, one in ipairs(doubts.list) do
    list[i] = { table = one.table, row = one.row, column = one.column, value = one.value,
      what = words.faults[one.what] or one.what }
  end
  if doubts.count > #list then
    list[#list + 1] = { what = words.more(doubts.count - #list) }
  end
  return list
end

return M
