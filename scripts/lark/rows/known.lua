-- SPDX-License-Identifier: MIT

--- The keys that a list of rows has: a key that none of them has is a mistake.
---
--- A key counts as known if any row has it, if a method gave the rows that key (`select`,
--- `derive`, `group`, `pivot`, or `declare`), or if the catalog documents it beside the keys
--- that the rows have: the platform leaves out fields that are empty, and those that the app
--- has no scope for. A list without rows knows every key.
local field = require "lark.field"
local lark = require "lark"
local list_of = require "lark.rows.list"
local say = require "lark.say"

local M = {}

-- Whether a row has the key, be it null.
local function row_has(row, key, steps)
  if type(row) ~= "table" then return false end
  if row[key] ~= nil then return true end
  if not steps then return false end
  for _, step in ipairs(steps) do
    if type(row) ~= "table" then return false end
    row = row[step]
  end
  return row ~= nil
end

local function any_has(list, key)
  if list_of.has_column(list, key) then return true end
  local steps = key:find(".", 1, true) and field.steps(key)
  for i = 1, #list do
    if row_has(list[i], key, steps) then return true end
  end
  return false
end

-- The facts that methods keep beside a list of rows; see lark.rows.list.
local function facts_of(list)
  local meta = getmetatable(list)
  return type(meta) == "table" and meta.__name == "lark.rows" and meta or {}
end

local function is_declared(list, key)
  local facts = facts_of(list)
  for _, known in ipairs(facts.keys or {}) do
    if known == key then return true end
  end
  if facts.known and facts.known[key] then return true end
  -- A member of a declared object.
  local outer = key:match "^(.*)%.[^.]*$"
  return outer ~= nil and is_declared(list, outer)
end

-- ------------------------------------------------------------------ the catalog

-- The fields of an object by name.
local function by_name(fields)
  local names = {}
  for _, one in ipairs(fields) do names[one.name] = one end
  return names
end

local function has_path(fields, steps)
  for i, step in ipairs(steps) do
    local found
    for _, one in ipairs(fields or {}) do
      if one.name == step then found = one end
    end
    if not found then return false end
    -- The members of an object without documented fields are not known.
    fields = found.fields
    if not fields then return i == #steps end
  end
  return true
end

-- Whether an object of the catalog has the path, and keys that the row has: all of them, or
-- two, since scripts add some.
local function is_like(fields, row, steps)
  if not has_path(fields, steps) then return false end
  local names, count, shared = by_name(fields), 0, 0
  for key in pairs(row) do
    count = count + 1
    if names[key] then shared = shared + 1 end
  end
  return shared >= 2 or shared == count and count > 0
end

local function any_like(fields, row, steps)
  if is_like(fields, row, steps) then return true end
  for _, one in ipairs(fields) do
    local inner = one.fields or one.item and one.item.fields
    if inner and any_like(inner, row, steps) then return true end
  end
  return false
end

local function is_documented(list, key)
  local row, steps = list[1], field.steps(key)
  if type(row) ~= "table" or #steps == 0 then return false end
  for _, name in ipairs(lark.endpoints()) do
    local schema = lark.schema(name)
    if schema and any_like(schema.returns or {}, row, steps) then return true end
  end
  return false
end

-- ------------------------------------------------------------------- the message

local MOST_ROWS, MOST_KEYS = 100, 12

-- The keys that the first rows have, sorted; those of nested objects with dots.
local function keys_in(list)
  local seen, names = {}, {}
  local function add(name)
    if not seen[name] then names[#names + 1] = name end
    seen[name] = true
  end
  local function note(row, prefix, depth)
    for key, value in pairs(row) do
      if type(key) == "string" then
        add(prefix .. key)
        if type(value) == "table" and #value == 0 and depth < 5 then
          note(value, prefix .. key .. ".", depth + 1)
        end
      end
    end
  end
  for i = 1, math.min(#list, MOST_ROWS) do
    if type(list[i]) == "table" then note(list[i], "", 1) end
  end
  for key in pairs(facts_of(list).known or {}) do add(key) end
  for _, key in ipairs(facts_of(list).keys or {}) do add(key) end
  table.sort(names)
  return names
end

-- Returns "" or what there is instead.
local function instead(list, key)
  local names = keys_in(list)
  local near = lark.suggest(key, names)
  if near then return say("; did you mean %q?", near) end
  if #names == 0 then return "" end
  local more = #names > MOST_KEYS and say ", " .. "…" or ""
  local first = table.concat(names, say ", ", 1, math.min(#names, MOST_KEYS))
  return say("; there are %s", first .. more)
end

--- Says why a key is wrong: nil if rows have it or may have it, or if there are no rows.
--- A function is known if it was made from a key (`report.named`), or reads anything.
--- @param list table[]
--- @param key any
--- @return string?
function M.fault(list, key)
  if type(key) == "function" then key = field.key_of(key) end
  if type(key) ~= "string" or #list == 0 then return nil end
  if any_has(list, key) or is_declared(list, key) or is_documented(list, key) then return nil end
  return say("no row has %q%s", key, instead(list, key))
end

--- Raises where a row has none of the keys. `level` is that of `error`, seen from the caller.
--- @param what string  the method
--- @param list table[]
--- @param keys any  a key, or a list of keys
--- @param level? integer  2: the caller's caller
function M.check(what, list, keys, level)
  for _, key in ipairs(type(keys) == "table" and keys or { keys }) do
    local fault = M.fault(list, key)
    if fault then error(say("%s: %s", what, fault), (level or 2) + 1) end
  end
end

--- The keys that methods gave to several lists of rows, as a set; nil if there are none.
--- @param lists table[]
--- @return table<string, true>?
function M.union(lists)
  local all
  for _, list in ipairs(lists) do
    local facts = facts_of(list)
    for key in pairs(facts.known or {}) do
      all = all or {}
      all[key] = true
    end
    for _, key in ipairs(facts.keys or {}) do
      all = all or {}
      all[key] = true
    end
  end
  return all
end

return M
