-- SPDX-License-Identifier: MIT

--- The list that rows are: its constructor, and the table of its methods.
---
--- A list is plain, with a table for each row; or lazy: its rows are in a grid (see
--- bindings/README.md), and become tables when a script asks for them. Scripts see no
--- difference, but `rawlen`, `rawget` and `next` do: `#`, `[i]`, `ipairs` and `pairs` work.
---
--- A row that a script got may have been changed. From then on the rows are read from the
--- tables, by all lists that share them.
local lark = require "lark"

local M = {}

--- @class lark.rows
local Rows = {}

--- The methods of all rows. lark.rows fills it.
M.methods = Rows

-- The metatable of a plain list.
local function plain_meta(keys, known)
  return {
    __name = "lark.rows", __jsontype = "array", __index = Rows, keys = keys, known = known,
  }
end

--- Makes rows of `list`, which becomes theirs.
---
--- `select`, `group` and `pivot` give their rows an order of keys. `derive` and `declare`
--- note keys that rows may have, without an order. Each list of rows has a metatable of its
--- own for both, so that the list itself holds rows only.
--- @param list table[]
--- @param keys? string[]
--- @param known? table<string, true>
--- @return lark.rows
function M.new(list, keys, known) return setmetatable(list, plain_meta(keys, known)) end

--- The keys of these rows that methods noted beside the order; nil where there are none.
--- @param rows lark.rows
--- @return table<string, true>?
function M.known(rows) return getmetatable(rows).known end

-- ------------------------------------------------------------------ lazy lists

local function meta_of(list)
  local meta = type(list) == "table" and getmetatable(list)
  return type(meta) == "table" and meta.grid and meta or nil
end

local fill_some = lark.grid_fill

-- Makes all rows of a lazy list, which is plain then.
local function fill(list)
  while meta_of(list) do fill_some(list) end
end

-- After so many single rows all rows are made: their reader reads on.
local FEW = 100

local function row_at(list, meta, i)
  if i < 1 or i > #meta.grid then return nil end
  if meta.read == FEW then
    fill(list)
    return rawget(list, i)
  end
  meta.read = meta.read + 1
  local id = meta.grid:id(i)
  local row = meta.handed[id]
  if not row then
    row = meta.grid:row(i)
    meta.handed[id] = row
  end
  return row
end

local function lazy_meta(grid, handed, plain)
  local meta = {
    __name = plain.__name, __jsontype = "array", keys = plain.keys, known = plain.known,
    grid = grid, handed = handed, plain = plain, read = 0,
  }
  local methods = plain.__index
  function meta.__index(list, key)
    local i = math.type(key) == "integer" and key or math.tointeger(key)
    if i then return row_at(list, meta, i) end
    return methods and methods[key]
  end
  function meta.__len() return #grid end
  function meta.__newindex(list, key, value)
    fill(list)
    list[key] = value
  end
  function meta.__pairs(list)
    fill(list)
    return next, list, nil
  end
  return meta
end

local ARRAY = getmetatable(lark.array {})

--- A list of the rows in a grid, without the methods of rows.
--- @param grid lark.grid
--- @return table[]
function M.of_grid(grid) return setmetatable({}, lazy_meta(grid, {}, ARRAY)) end

--- Rows of a grid. `like` is a list whose rows they are, if there is one: a row is the
--- same table in both.
--- @param grid lark.grid
--- @param like? table
--- @param keys? string[]
--- @param known? table<string, true>
--- @return lark.rows
function M.lazy(grid, like, keys, known)
  local handed = like and meta_of(like).handed or {}
  return setmetatable({}, lazy_meta(grid, handed, plain_meta(keys, known)))
end

--- The same rows with methods; nil where `list` is not lazy.
--- @param list table
--- @param keys? string[]
--- @param known? table<string, true>
--- @return lark.rows?
function M.share(list, keys, known)
  local meta = meta_of(list)
  return meta and M.lazy(meta.grid, list, keys, known)
end

--- The grid that has the rows of `list`; nil where the list is plain, or a script has one
--- of its rows, which it may have changed.
--- @param list table
--- @return lark.grid?
function M.grid(list)
  local meta = meta_of(list)
  return meta and next(meta.handed) == nil and meta.grid or nil
end

--- Whether the rows of `list` are in a grid with a column of this name. False where they are
--- in tables, which may have it all the same.
--- @param list table
--- @param name string
--- @return boolean
function M.has_column(list, name)
  local grid = M.grid(list)
  return grid ~= nil and grid:column(name) ~= nil
end

--- Whether `list` is lazy.
--- @return boolean
function M.is_lazy(list) return meta_of(list) ~= nil end

-- ------------------------------------------------------------------------ rows

--- Whether `value` is rows.
--- @return boolean
function M.is(value)
  local meta = getmetatable(value)
  return type(meta) == "table" and (meta.__index == Rows
    or meta.plain ~= nil and meta.plain.__index == Rows)
end

--- The keys of these rows in their order; nil where no method gave them one.
--- @return string[]?
function Rows:keys() return getmetatable(self).keys end

return M
