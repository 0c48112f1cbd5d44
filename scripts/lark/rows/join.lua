-- SPDX-License-Identifier: MIT

--- The method join: rows together with those of another list that have the same key.
local lark = require "lark"
local faults = require "lark.rows.faults"
local in_grid = require "lark.rows.grid"
local keys_of = require "lark.rows.keys"
local known = require "lark.rows.known"
local new = require("lark.rows.list").new
local row_of = require "lark.rows.row"
local say = require "lark.say"

--- @class lark.rows
local Rows = {}

local function with(row, other, as)
  local joined = row_of.copy(row)
  if as then
    joined[as] = other
    return joined
  end
  if other then faults.copy(other, joined) end
  for key, value in pairs(other or {}) do
    if joined[key] == nil or joined[key] == lark.null then joined[key] = value end
  end
  return joined
end

--- @class lark.rows.join
--- @field on string|string[]     the key in both lists, or its name in this one
--- @field to? string|string[]    its name in the other list
--- @field kind? "left"|"inner"   left, the default, keeps rows without a match
--- @field as? string             the field that holds the matching row; without it, that
---                               row's fields fill in what this row lacks

--- Joins the rows of `others` that have the same key: one new row for each match. A
--- missing key matches nothing.
--- @param others table
--- @param how lark.rows.join
--- @return lark.rows
function Rows:join(others, how)
  if type(how) ~= "table" or not how.on then error(say "join: { on = KEY } is missing", 2) end
  if how.kind and how.kind ~= "left" and how.kind ~= "inner" then
    error(say "join: kind is left or inner", 2)
  end
  known.check("join", self, how.on)
  known.check("join", others, how.to or how.on)
  local joined = in_grid.join(self, others, how)
  if joined then return joined end
  local read = keys_of.whole(how.on)
  local by = keys_of.index(others, how.to or how.on)
  local list, unmatched = {}, how.kind == "inner" and {} or { false }
  for _, row in ipairs(self) do
    local value = read(row)
    for _, other in ipairs(value ~= nil and by[value] or unmatched) do
      list[#list + 1] = with(row, other or nil, how.as)
    end
  end
  local noted = how.as and known.union { self } or known.union { self, others }
  if how.as then
    noted = noted or {}
    noted[how.as] = true
  end
  return new(list, nil, noted)
end

return Rows
