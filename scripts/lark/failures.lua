-- SPDX-License-Identifier: MIT

--- The errors of a run, with equal ones together: a hundred rows without a permission are
--- one thing to mend.
local locale = require "lark.locale"

local M = {}

-- The first ids of a group are named; a reader of a hundred would not read them.
local MOST_IDS = 3

--- @class lark.failures.group
--- @field places integer[]   the keys of the errors
--- @field ids any[]          the `id` of each, where it has one
--- @field error any          the first of them
--- @field count integer

-- Readers see these in the place of fields of an error, where that is another text.
local titles = setmetatable({}, { __mode = "k" })

--- Says how the fields of an error are shown to people; programs get the fields themselves.
--- @param err table
--- @param texts table<string, string|lark.text>  by the field
function M.entitle(err, texts) titles[err] = texts end

--- A field of an error as people see it.
--- @param err table
--- @param key string
--- @param lang? "en"|"zh"
--- @return any
function M.shown(err, key, lang)
  local texts = titles[err]
  return locale.text(texts and texts[key], lang) or err[key]
end

-- Whether a value is shown by a text of its own, as our errors are.
local function is_plain(value)
  if type(value) ~= "table" then return true end
  local meta = getmetatable(value)
  return type(meta) == "table" and meta.__tostring ~= nil
end

-- The error itself, where a table says more about the row.
local function inner(err)
  if is_plain(err) then return err end
  return err.error
end

-- The id counts as a whole word: "1" is no part of the code 1002553.
local function without_id(text, id)
  if id == nil then return text end
  id = tostring(id)
  if id == "" then return text end
  local first, last = id:find "^%w" and "%f[%w]" or "", id:find "%w$" and "%f[%W]" or ""
  return (text:gsub(first .. id:gsub("%p", "%%%0") .. last, "…"))
end

-- The parts that equal errors share: everything but the id of the row and of the log.
local function signature(err)
  local own, parts = inner(err), {}
  local id = not is_plain(err) and err.id or nil
  if type(own) == "table" and own.kind ~= nil then
    for _, name in ipairs { "endpoint", "kind", "code", "http_status", "msg", "hint" } do
      parts[#parts + 1] = without_id(tostring(own[name]), id)
    end
  else
    parts[1] = without_id(tostring(own), id)
  end
  if not is_plain(err) then
    local names = {}
    for name in pairs(err) do
      if name ~= "id" and name ~= "error" then names[#names + 1] = tostring(name) end
    end
    table.sort(names)
    for _, name in ipairs(names) do parts[#parts + 1] = name .. "=" .. tostring(err[name]) end
  end
  return table.concat(parts, "\0")
end
M.signature = signature

local function is_cancelled(err)
  local own = inner(err)
  return type(own) == "table" and own.kind == "cancelled"
end
M.is_cancelled = is_cancelled

local function by_place(a, b)
  if math.type(a) and math.type(b) then return a < b end
  return tostring(a) < tostring(b)
end

--- The errors in groups of equal ones, in the order of the first of each; and how many were
--- cancelled, which are in no group.
--- @param errors? table  the second result of lark.map or fetch.all
--- @param skip? fun(err: any): boolean  counts among the cancelled
--- @return lark.failures.group[]
--- @return integer cancelled
function M.groups(errors, skip)
  local places, cancelled, groups, by = {}, 0, {}, {}
  for place, err in pairs(errors or {}) do
    if place ~= "n" then
      if (skip or is_cancelled)(err) then
        cancelled = cancelled + 1
      else
        places[#places + 1] = place
      end
    end
  end
  table.sort(places, by_place)
  for _, place in ipairs(places) do
    local err = errors[place]
    local key = signature(err)
    local group = by[key]
    if not group then
      group = { places = {}, ids = {}, error = err, count = 0 }
      by[key], groups[#groups + 1] = group, group
    end
    group.count = group.count + 1
    group.places[group.count] = place
    if not is_plain(err) and err.id ~= nil then group.ids[#group.ids + 1] = err.id end
  end
  return groups, cancelled
end

--- The first of a list of ids or places as text: "1, 2, 3, …".
--- @param list any[]
--- @param separator? string  ", " if left out
--- @return string
function M.first(list, separator)
  local texts = {}
  for i = 1, math.min(MOST_IDS, #list) do texts[i] = tostring(list[i]) end
  separator = separator or ", "
  return table.concat(texts, separator) .. (#list > MOST_IDS and separator .. "…" or "")
end

--- How many rows failed.
--- @param errors? table
--- @return integer
function M.count(errors)
  if not errors then return 0 end
  if math.type(errors.n) == "integer" then return errors.n end
  local count = 0
  for place in pairs(errors) do
    if place ~= "n" then count = count + 1 end
  end
  return count
end

return M
