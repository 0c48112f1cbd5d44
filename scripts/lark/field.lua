-- SPDX-License-Identifier: MIT

--- One field of a row: by its key, by a path of keys, or by a function.
---
--- nil and null both count as missing: the platform leaves out fields that the app has no
--- scope for, and sends empty ones as null. NaN and infinity count as missing, too.
local decimal = require "lark.decimal"
local lark = require "lark"
local locale = require "lark.locale"
local say = require "lark.say"

local M = {}

-- The member `a.b.c` of `row`.
local function walk(row, steps)
  local value = row
  for _, step in ipairs(steps) do
    if type(value) ~= "table" then return nil end
    value = value[step]
  end
  return value
end

--- The steps of a path: { "a", "b" } for "a.b".
--- @param key string
--- @return string[]
function M.steps(key)
  local steps = {}
  for step in key:gmatch "[^.]+" do steps[#steps + 1] = step end
  return steps
end

-- The keys that functions read, for those that were made from a key.
local keys_read = setmetatable({}, { __mode = "k" })

local function made_from(key, read)
  keys_read[read] = type(key) == "function" and keys_read[key] or key
  return read
end

--- The key that a function was made from, by `number` or `named`; nil for any other.
--- @param read function
--- @return string?
function M.key_of(read)
  local key = keys_read[read]
  return type(key) == "string" and key or nil
end

-- The key of each function that reads a number.
local numbers_read = setmetatable({}, { __mode = "k" })

--- The key of a function that `number` made; nil for any other.
--- @param read function
--- @return string?
function M.number_key(read)
  local key = numbers_read[read]
  return type(key) == "string" and key or nil
end

local function present(value)
  if value == lark.null or value ~= value or value == math.huge or value == -math.huge then
    return nil
  end
  return value
end

--- A function that reads a field of a row; it returns nil where the field is missing.
---
--- `a.b` is the member with that whole name, else the member `b` of `a`.
--- @param key string|fun(row: table): any
--- @return fun(row: table): any
function M.reader(key)
  if type(key) == "function" then
    return function(row) return present(key(row)) end
  end
  if type(key) ~= "string" then
    error(say("a field is a key or a function, not a %s", type(key)), 3)
  end
  local steps = key:find(".", 1, true) and M.steps(key)
  return function(row)
    local value = row[key]
    if value == nil and steps then value = walk(row, steps) end
    return present(value)
  end
end

--- A function that reads a number, also from a text that writes one, as in a CSV and in
--- many fields of the platform. It returns nil where there is no number. `sort` puts texts
--- in the order of code points, "10" before "9"; `rows:sort(report.number "salary")` sorts
--- them by size.
--- @param key string|fun(row: table): any
--- @return fun(row: table): number?
function M.number(key)
  local read = M.reader(key)
  local function number(row) return decimal.number(read(row)) end
  numbers_read[number] = key
  return made_from(key, number)
end

--- A function that reads a name which the platform has in several languages: in `lang`
--- if there is one, else in another.
--- @param key string|fun(row: table): any  the object with zh_cn and en_us
--- @param lang? "en"|"zh"  lark.language() if left out
--- @return fun(row: table): string?
function M.named(key, lang)
  local read, members = M.reader(key), locale.name_members(lang)
  return made_from(key, function(row)
    local name = read(row)
    if type(name) ~= "table" then return nil end
    for _, member in ipairs(members) do
      local text = name[member]
      if type(text) == "string" and text ~= "" then return text end
    end
  end)
end

-- ---------------------------------------------------------------------- order

-- `<` on texts follows the locale that a host may have set. Comparing the bytes of UTF-8
-- orders texts by code point.
local function bytes_less(a, b)
  local at = 1
  while a:byte(at) == b:byte(at) and at <= #a do at = at + 1 end
  return (a:byte(at) or -1) < (b:byte(at) or -1)
end

local function plain_less(a, b) return a < b end
-- NaN comes after all numbers; without an order for it a sort would fail.
local function number_less(a, b) return a < b or a == a and b ~= b end
local function boolean_less(a, b) return not a and b end

local RANKS = { boolean = 1, number = 2, string = 3 }

--- A function that tells whether `a` comes before `b`: booleans first, then numbers, then
--- texts by code point, then all other values, which are equal.
--- @return fun(a: any, b: any): boolean
function M.order()
  local is_plain = os.setlocale == nil or os.setlocale(nil, "collate") == "C"
  local compare = {
    string = is_plain and plain_less or bytes_less,
    number = number_less, boolean = boolean_less,
  }
  return function(a, b)
    local kind, other = type(a), type(b)
    if kind ~= other then return (RANKS[kind] or 4) < (RANKS[other] or 4) end
    local less = compare[kind]
    return less ~= nil and less(a, b)
  end
end

return M
