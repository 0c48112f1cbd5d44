-- SPDX-License-Identifier: MIT

--- Scopes and variables. Each has a number until its stop is over.
local evaluate = require "lark.debug.evaluate"
local primitives = require "lark.debug.primitives"

local M = {}

-- Lists longer than this are asked for piece by piece.
local MANY = 100

local held = {} -- number: { kind, place, ref }
local last = 0  -- numbers are not used again: a client may ask late

--- The stop is over: its numbers mean nothing any more.
function M.forget() held = {} end

local function hold(what)
  last = last + 1
  held[last] = what
  return last
end

--- The scopes of a frame.
function M.scopes(place)
  return {
    { name = "Locals", presentationHint = "locals", expensive = false,
      variablesReference = hold { kind = "locals", place = place } },
    { name = "Upvalues", expensive = false,
      variablesReference = hold { kind = "upvalues", place = place } },
    { name = "Globals", expensive = true,
      variablesReference = hold { kind = "globals", place = place } },
  }
end

--- A value as the protocol has it: adds what it needs to `into`.
--- @param path? string  the expression that leads to it
function M.show(shown, place, into, path)
  into.type = shown.type
  into.variablesReference = shown.ref
    and hold { kind = "members", place = place, ref = shown.ref, path = path } or 0
  if shown.items and shown.items > MANY then
    into.indexedVariables = shown.items
    into.namedVariables = 1 -- there may be some
  end
  return into
end

-- The expression of a member; nil where it has none.
local function member_path(path, name)
  if not path then return nil end
  if name:find "^[%a_][%w_]*$" then return path .. "." .. name end
  local is_literal = name:find '^%[".*"%]$' or name:find "^%[%-?[%d.e+-]+%]$"
    or name == "[true]" or name == "[false]"
  return is_literal and path .. name or nil
end

local function variable(shown, what, name)
  local path = name
  if what.kind == "members" then path = member_path(what.path, name) end
  if not (path or ""):find "^[%a_]" then path = nil end
  return M.show(shown, what.place,
    { name = name, value = shown.value, evaluateName = path }, path)
end

-- A script sees only the innermost of locals with one name.
local function seen(list)
  local latest, kept = {}, {}
  for i, shown in ipairs(list) do latest[shown.name] = i end
  for i, shown in ipairs(list) do
    if shown.name == "..." or latest[shown.name] == i then kept[#kept + 1] = shown end
  end
  return kept
end

local function by_name(a, b)
  local rank_a, rank_b = a.key or math.maxinteger, b.key or math.maxinteger
  if rank_a ~= rank_b then return rank_a < rank_b end
  return a.name < b.name
end

local function members(place, ref, filter, start, count)
  if filter == "indexed" then
    return primitives.members(place.script, ref, "items", (start or 0) + 1, count)
  end
  local list, cut = primitives.members(place.script, ref, filter == "named" and "named" or "all")
  local metatable = list[#list] and list[#list].name == "(metatable)" and table.remove(list)
  -- Upvalues stay in their order.
  if list[1] and list[1].key_type then table.sort(list, by_name) end
  list[#list + 1] = metatable or nil
  return list, cut
end

local LISTS = {
  locals = function(what)
    local place = what.place
    return seen(primitives.locals(place.script, place.task, place.level))
  end,
  upvalues = function(what)
    local place = what.place
    return primitives.upvalues(place.script, place.task, place.level)
  end,
  globals = function(what, filter, start, count)
    local place = what.place
    what.ref = what.ref or primitives.globals(place.script, place.task, place.level).ref
    if not what.ref then return {} end
    return members(place, what.ref, filter, start, count)
  end,
  members = function(what, filter, start, count)
    return members(what.place, what.ref, filter, start, count)
  end,
}

--- The variables of a scope or a value; nil if its stop is over.
function M.list(number, filter, start, count)
  local what = held[number]
  if not what then return nil end
  local found, cut = LISTS[what.kind](what, filter, start, count)
  local list, varargs = {}, 0
  for i, shown in ipairs(found) do
    local name = shown.name
    if name == "..." then
      varargs = varargs + 1
      name = ("...[%d]"):format(varargs)
    end
    list[i] = variable(shown, what, name)
  end
  if cut then
    list[#list + 1] = { name = "...", value = "and more", variablesReference = 0 }
  end
  return list
end

-- ------------------------------------------------------------------------ setting

-- The statement that sets a member of `...`, and reads it.
local function member_statement(name, value)
  local key = name:find "^%[" and name or ("[%q]"):format(name)
  return ("local debugger_table = ... debugger_table%s = %s return debugger_table%s"):format(
    key, value, key)
end

local function hides(place, name)
  for _, shown in ipairs(primitives.locals(place.script, place.task, place.level)) do
    if shown.name == name then return true end
  end
  return false
end

--- Sets a variable to the value of an expression. Returns the value, or nil and why not.
function M.set(number, name, value)
  local what = held[number]
  if not what then return nil, "the script has gone on" end
  local place = what.place
  -- An expression is complete by itself.
  if not load("return " .. value, "=value", "t", {}) then
    local _, wrong = evaluate.run(place, value)
    return nil, wrong or "this is no expression"
  end
  if what.kind == "members" or what.kind == "globals" then
    if what.kind == "globals" and not what.ref then M.list(number) end
    local values, wrong = evaluate.run(place, member_statement(name, value), { ref = what.ref })
    return values and values[1], wrong, place
  end
  if not name:find "^[%a_][%w_]*$" then return nil, "this cannot be set" end
  if what.kind == "upvalues" and hides(place, name) then
    return nil, "a local of that name hides it"
  end
  local values, wrong = evaluate.run(place, ("%s = %s return %s"):format(name, value, name))
  return values and values[1], wrong, place
end

return M
