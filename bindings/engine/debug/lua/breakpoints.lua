-- SPDX-License-Identifier: MIT

--- Breakpoints: where they are, and whether one that is reached stops.
local active = require "lark.debug.active"
local evaluate = require "lark.debug.evaluate"
local primitives = require "lark.debug.primitives"
local sources = require "lark.debug.sources"

local M = {}

local HITS = {
  [">="] = function(hits, n) return hits >= n end,
  [">"] = function(hits, n) return hits > n end,
  ["<="] = function(hits, n) return hits <= n end,
  ["<"] = function(hits, n) return hits < n end,
  ["="] = function(hits, n) return hits == n end,
  ["=="] = function(hits, n) return hits == n end,
  ["%"] = function(hits, n) return n > 0 and hits % n == 0 end,
  [""] = function(hits, n) return hits >= n end,
}

local by_source = {} -- identity: { [line] = breakpoint }
local last_id = 0

-- ------------------------------------------------------------------------ setting

-- The first line with code from this one on; nil if there is none, and why.
local function settle(identity, line)
  local text = sources.text(identity)
  if not text then return nil, "no script with this source has been started" end
  local lines = active.lines(text)
  if not lines then return line end
  for _, candidate in ipairs(lines) do
    if candidate >= line then return candidate end
  end
  return nil, "there is no code from this line on"
end

--- The lines of a source that can have breakpoints, between two.
function M.possible(identity, first, last)
  local text = sources.text(identity)
  local found = {}
  for _, line in ipairs(text and active.lines(text) or {}) do
    if line >= first and line <= last then found[#found + 1] = line end
  end
  return found
end

-- Tells the hook which lines to look at.
local function tell_lines()
  local lines = {}
  for _, list in pairs(by_source) do
    for line in pairs(list) do lines[#lines + 1] = line end
  end
  primitives.lines(lines)
end

local function text_of(wanted, name)
  local text = wanted[name]
  return type(text) == "string" and text:find "%S" and text or nil
end

local function read_hits(text)
  if not text then return nil end
  local how, count = text:match "^%s*([<>=%%]*)%s*(%d+)%s*$"
  if not how or not HITS[how] then return nil, "a number of hits is such as 3, > 3 or % 3" end
  return { test = HITS[how], count = tonumber(count) }
end

local function make(identity, wanted)
  last_id = last_id + 1
  local made = {
    id = last_id, wanted = wanted.line, hits = 0,
    condition = text_of(wanted, "condition"), log = text_of(wanted, "logMessage"),
  }
  local wrong
  made.needs, wrong = read_hits(text_of(wanted, "hitCondition"))
  if wrong then
    made.why, made.is_wrong = wrong, true
    return made
  end
  made.line, made.why = settle(identity, wanted.line)
  return made
end

--- As the protocol tells of it.
function M.describe(breakpoint)
  return {
    id = breakpoint.id, verified = breakpoint.line ~= nil,
    line = breakpoint.line or breakpoint.wanted, message = breakpoint.why,
  }
end

--- Replaces the breakpoints of a source. Returns the new ones.
function M.set(identity, wanted)
  local list, lines = {}, {}
  for i, one in ipairs(wanted) do
    local made = make(identity, one)
    list[i] = made
    -- Those that wait for their script stay where they are wanted.
    if not made.is_wrong then lines[made.line or made.wanted] = made end
  end
  by_source[identity] = next(lines) and lines or nil
  tell_lines()
  return list
end

--- A script was started: those that waited for its source find their lines. Returns those that
--- have changed.
function M.settle()
  local changed = {}
  for identity, list in pairs(by_source) do
    local waiting = {}
    for line, breakpoint in pairs(list) do
      if not breakpoint.line then waiting[#waiting + 1] = { line, breakpoint } end
    end
    for _, pair in ipairs(waiting) do
      local line, breakpoint = pair[1], pair[2]
      breakpoint.line, breakpoint.why = settle(identity, breakpoint.wanted)
      if breakpoint.line then
        list[line] = nil
        list[breakpoint.line] = breakpoint
        changed[#changed + 1] = breakpoint
      end
    end
  end
  if changed[1] then tell_lines() end
  return changed
end

-- ----------------------------------------------------------------------- reaching

-- The text of a message, with the values of what stands in braces.
local function fill(message, place)
  return (message:gsub("%b{}", function(part)
    local value, wrong = evaluate.text(place, part:sub(2, -2))
    return value or ("{%s}"):format(wrong)
  end))
end

--- Whether the breakpoint at this line stops: it, or nil. What it logs goes to `put`.
--- @param put fun(text: string)
function M.reach(key, line, place, put)
  local list = by_source[sources.identity(key)]
  local found = list and list[line]
  if not found then return nil end
  if found.condition then
    local value, wrong = evaluate.condition(place, found.condition)
    if wrong then
      put(("the breakpoint's condition %s: %s\n"):format(found.condition, wrong))
    elseif not value then
      return nil
    end
  end
  found.hits = found.hits + 1
  if found.needs and not found.needs.test(found.hits, found.needs.count) then return nil end
  if not found.log then return found end
  put(fill(found.log, place) .. "\n")
  return nil
end

return M
