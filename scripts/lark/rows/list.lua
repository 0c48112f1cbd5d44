-- SPDX-License-Identifier: MIT

--- The list that rows are: its constructor, and the table of its methods.
local M = {}

--- @class lark.rows
local Rows = {}

--- The methods of all rows. lark.rows fills it.
M.methods = Rows

--- Makes rows of `list`, which becomes theirs.
---
--- `select`, `group` and `pivot` give their rows an order of keys. `derive` and `declare`
--- note keys that rows may have, without an order. Each list of rows has a metatable of its
--- own for both, so that the list itself holds rows only.
--- @param list table[]
--- @param keys? string[]
--- @param known? table<string, true>
--- @return lark.rows
function M.new(list, keys, known)
  return setmetatable(list, {
    __name = "lark.rows", __jsontype = "array", __index = Rows, keys = keys, known = known,
  })
end

--- The keys of these rows that methods noted beside the order; nil where there are none.
--- @param rows lark.rows
--- @return table<string, true>?
function M.known(rows) return getmetatable(rows).known end

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
