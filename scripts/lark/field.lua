-- SPDX-License-Identifier: MIT

--- One field of a row: by its key, by the way to it, or by a function.
---
--- Missing is nil and the platform's null alike: a scope that the app lacks leaves
--- a field out, and an empty one comes as null. What is no number is missing, too: a
--- rate of nothing out of nothing.
local decimal = require "lark.decimal"
local lark = require "lark"

local M = {}

-- What stands at `a.b.c` inside `row`.
local function walk(row, steps)
  local value = row
  for _, step in ipairs(steps) do
    if type(value) ~= "table" then return nil end
    value = value[step]
  end
  return value
end

local function steps_of(key)
  local steps = {}
  for step in key:gmatch "[^.]+" do steps[#steps + 1] = step end
  return steps
end

local function there(value)
  if value == lark.null or value ~= value or value == math.huge or value == -math.huge then
    return nil
  end
  return value
end

--- A function that reads a field of a row: nil where it is missing.
---
--- `a.b` is the member of that very name, or the member `b` of `a`.
--- @param key string|fun(row: table): any
--- @return fun(row: table): any
function M.reader(key)
  if type(key) == "function" then
    return function(row) return there(key(row)) end
  end
  if type(key) ~= "string" then
    error("a field is a key or a function, not a " .. type(key), 3)
  end
  local steps = key:find(".", 1, true) and steps_of(key)
  return function(row)
    local value = row[key]
    if value == nil and steps then value = walk(row, steps) end
    return there(value)
  end
end

--- A function that reads a number, also where it comes as text, as in a CSV and in many
--- fields of the platform; nil where there is none. Texts are sorted by code point, where
--- "10" comes before "9": `rows:sort(report.number "salary")` sorts by size.
--- @param key string|fun(row: table): any
--- @return fun(row: table): number?
function M.number(key)
  local read = M.reader(key)
  return function(row) return decimal.number(read(row)) end
end

--- A function that reads a name which the platform has in Chinese and in English: the
--- one of that language, else the other.
--- @param key string|fun(row: table): any  of the object with zh_cn and en_us
--- @param lang? "en"|"zh"  "en" if left out
--- @return fun(row: table): string?
function M.named(key, lang)
  local read = M.reader(key)
  local first, second = "en_us", "zh_cn"
  if lang == "zh" then first, second = second, first end
  return function(row)
    local name = read(row)
    if type(name) ~= "table" then return nil end
    local function text(value) return type(value) == "string" and value ~= "" and value or nil end
    return text(name[first]) or text(name[second])
  end
end

-- ---------------------------------------------------------------------- order

-- A host may have set a locale of its own, where `<` on texts follows that. The
-- bytes of UTF-8 stand in the order of the code points.
local function bytes_less(a, b)
  local at = 1
  while a:byte(at) == b:byte(at) and at <= #a do at = at + 1 end
  return (a:byte(at) or -1) < (b:byte(at) or -1)
end

local function plain_less(a, b) return a < b end
-- What is no number comes after all that are, or no sort would end well.
local function number_less(a, b) return a < b or a == a and b ~= b end
local function boolean_less(a, b) return not a and b end

local RANKS = { boolean = 1, number = 2, string = 3 }

--- A function that tells whether `a` comes before `b`: truth values first, numbers,
--- then texts by code point; other values after these, and equal.
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
