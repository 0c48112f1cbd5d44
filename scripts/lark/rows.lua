-- SPDX-License-Identifier: MIT

--- Rows to query: a list of tables with methods.
---
---     rows.of(referrals)
---       :where { status = 1 }
---       :derive { name = "referral_user.name.zh_cn" }
---       :group("name", { referrals = aggregate.count(), points = aggregate.sum "points" })
---       :sort("-referrals", "name")
---       :top(10)
---
--- Every method returns new rows and changes none. A row is a plain table and the list
--- a plain list: `#rows`, `rows[1]` and `ipairs` work. A field is a key, a path such as
--- "referral_user.name.zh_cn", or a function of the row. A field that is nil or null is
--- missing; it counts neither as 0 nor as "".
---
--- The methods stand by subject in lark/rows/: choose (where, top, distinct, complete),
--- fields (select, derive, unnest, columns), join, group (group, totals), sort, pivot.
local lark = require "lark"
local known = require "lark.rows.known"
local list_of = require "lark.rows.list"
local names_of = require "lark.names"
local say = require "lark.say"

local M = {}

local METHODS = {
  choose = { "where", "top", "distinct", "complete" },
  fields = { "select", "derive", "unnest", "declare", "columns" },
  join = { "join" },
  group = { "group", "totals" },
  sort = { "sort" },
  pivot = { "pivot" },
}

local SUBJECT_OF = {}
for subject, names in pairs(METHODS) do
  for _, name in ipairs(names) do SUBJECT_OF[name] = subject end
end

-- A subject is loaded when one of its methods is first used.
setmetatable(list_of.methods, {
  __index = function(methods, name)
    local subject = SUBJECT_OF[name]
    if not subject then return nil end
    for each, method in pairs(require("lark.rows." .. subject)) do methods[each] = method end
    return rawget(methods, name)
  end,
})

--- Whether `value` is rows.
--- @param value any
--- @return boolean
M.is = list_of.is

-- Scripts often pass a page instead of its `items`. As a list a page is empty, so the
-- report would be empty without a word.
local function check_list(what, list, level)
  if type(list) ~= "table" then
    error(say("%s: a list, not a %s", what, type(list)), level)
  end
  local names = #list == 0 and names_of(list) or {}
  if #names > 0 then
    error(say("%s: a list of tables, not a table with %q in it", what, tostring(names[1])), level)
  end
end

--- Makes rows from a list of tables. Leaves out `false` and null, which lark.map puts
--- in the place of failed items.
--- @param list table
--- @return lark.rows
function M.of(list)
  check_list("rows", list, 3)
  if list_of.is_lazy(list) then
    local keys, noted = nil, nil
    if M.is(list) then keys, noted = list:keys(), list_of.known(list) end
    return list_of.share(list, keys, noted)
  end
  local kept = {}
  for i = 1, #list do
    local row = list[i]
    if type(row) == "table" then
      kept[#kept + 1] = row
    elseif row and row ~= lark.null then
      error(say("rows: item %d is a %s, not a table", i, type(row)), 2)
    end
  end
  if not M.is(list) then return list_of.new(kept) end
  return list_of.new(kept, list:keys(), list_of.known(list))
end

--- Makes rows from several lists, one after the other: from pages, or from what
--- lark.map read for each of many ids. Leaves out `false` and null.
--- @param lists table
--- @return lark.rows
function M.concat(lists)
  local all = {}
  for _, list in ipairs(lists) do
    if type(list) == "table" then
      check_list("concat", list, 3)
      table.move(list, 1, #list, #all + 1, all)
    end
  end
  return list_of.new(M.of(all), nil, known.union(lists))
end

return M
