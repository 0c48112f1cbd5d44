-- SPDX-License-Identifier: MIT

--- Cells that could not be read: an amount such as "1,234.50", or a text cut in the middle of
--- a character. One of them does not lose a report: the result of an aggregate leaves it out
--- and is marked as incomplete, and the table that shows it says where the cell is.
local say = require "lark.say"

local M = {}

--- Texts that people write where a number is missing.
M.NOTHING = { [""] = true, ["-"] = true, ["–"] = true, ["—"] = true }

--- @class lark.fault
--- @field row integer     the place of the row in the list that was read
--- @field column string   the key or the title of the cell
--- @field value string    what stands there
--- @field what string     what is wrong: "is no number", "is no UTF-8"

-- The faults behind the fields of a row: noted[row][name] is a list.
local noted = setmetatable({}, { __mode = "k" })

--- @param row table
--- @param name string
--- @param list lark.fault[]
function M.note(row, name, list)
  noted[row] = noted[row] or {}
  noted[row][name] = list
end

--- The faults behind a field of a row; nil if there are none.
--- @param row any
--- @param name string
--- @return lark.fault[]?
function M.of(row, name)
  local all = noted[row]
  return all and all[name]
end

--- The faults behind a field of these rows, all together; nil if there are none.
--- @param rows table[]
--- @param name? string
--- @return lark.fault[]?
function M.behind(rows, name)
  if name == nil or next(noted) == nil then return nil end
  local all
  for _, row in ipairs(rows) do
    for _, fault in ipairs(M.of(row, name) or {}) do
      all = all or {}
      all[#all + 1] = fault
    end
  end
  return all
end

--- Whether a field of any of these rows has faults.
--- @param rows table[]
--- @param first? integer  the first of them that counts, and the last one
--- @param last? integer
--- @return boolean
function M.among(rows, first, last)
  if next(noted) == nil then return false end
  for i = first or 1, last or #rows do
    if noted[rows[i]] then return true end
  end
  return false
end

--- Gives a copy of a row the faults of that row. `names`, if given, maps new names of fields
--- to the names that they had; fields that it lacks are left behind.
--- @param from table
--- @param to table
--- @param names? table<string, any>
function M.copy(from, to, names)
  local all = noted[from]
  if not all then return end
  if not names then
    noted[to] = noted[to] or {}
    for name, list in pairs(all) do noted[to][name] = noted[to][name] or list end
    return
  end
  for name, old in pairs(names) do
    if all[old] then M.note(to, name, all[old]) end
  end
end

local MOST = 40

--- A value in quotes, cut if it is long.
--- @param value any
--- @return string
function M.quoted(value)
  if type(value) ~= "string" then return say("a %s", type(value)) end
  if #value > MOST then
    value = value:sub(1, utf8.offset(value, 0, MOST) - 1) .. "…"
  end
  return '"' .. value .. '"'
end

return M
