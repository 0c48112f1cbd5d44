-- SPDX-License-Identifier: MIT

--- The list that rows are: its constructor, and the table of its methods.
local M = {}

--- @class lark.rows
local Rows = {}

--- The methods of all rows. lark.rows fills it.
M.methods = Rows

--- Makes rows of `list`, which becomes theirs.
---
--- `select`, `group` and `pivot` give their rows an order of keys. Each list of rows has
--- a metatable of its own for that order, so that the list itself holds rows only.
--- @param list table[]
--- @param keys? string[]
--- @return lark.rows
function M.new(list, keys)
  return setmetatable(list, {
    __name = "lark.rows", __jsontype = "array", __index = Rows, keys = keys,
  })
end

--- Whether `value` is rows.
--- @return boolean
function M.is(value)
  local meta = getmetatable(value)
  return type(meta) == "table" and meta.__index == Rows
end

--- The keys of these rows in their order; nil where no method gave them one.
--- @return string[]?
function Rows:keys() return getmetatable(self).keys end

return M
