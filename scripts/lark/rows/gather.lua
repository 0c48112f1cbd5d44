-- SPDX-License-Identifier: MIT

--- Fields of rows that are tables, such as those from lark.map, as the columns of a grid: what
--- methods do with columns in C is faster than to read the rows, with the same result.
local lark = require "lark"

local M = {}

local MOST_COLUMNS = 64

-- Stands for a grid while a method says which columns it needs.
local Wish = {}
Wish.__index = Wish

--- The number of the column with that name, from now on.
--- @param name string
--- @return integer?
function Wish:column(name)
  if name == "" then return nil end
  local place = self.places[name]
  if not place then
    place = #self.names + 1
    self.names[place], self.places[name] = name, place
  end
  return place
end

function M.wish() return setmetatable({ names = {}, places = {} }, Wish) end

--- The columns that were wished for, and the kind of each; nil where the values are not texts
--- or numbers alone.
--- @param rows table[]
--- @param wish table
--- @param first? integer  of the rows, and the last one; all if left out
--- @param last? integer
--- @return lark.grid?
--- @return string[]? kinds  see bindings/src/grid/gather.h
function M.columns(rows, wish, first, last)
  local names = wish.names
  -- A lazy list may have some of its rows only.
  if rawlen(rows) ~= #rows then return nil end
  if #rows == 0 or #names == 0 or #names > MOST_COLUMNS then return nil end
  local work = lark.grid_gather()
  while true do
    local done, grid, kinds = work:gather(rows, names, first, last)
    if done ~= false then return grid, kinds end
  end
end

return M
