-- SPDX-License-Identifier: MIT

--- Library functions with callbacks, in Lua: so the callbacks may wait for calls,
--- and can be interrupted. For the engine's states; a stock Lua is left as it is.
local find, sub, concat, move = string.find, string.sub, table.concat, table.move

local M = {}

local function bad_argument(i, name, expected, got)
  error(("bad argument #%d to '%s' (%s expected, got %s)"):format(i, name, expected, type(got)), 3)
end

-- Merges list[first..middle] and list[middle+1..last], both sorted, by way of
-- `spare`. Of equal ones the left comes first.
local function merge(list, spare, first, middle, last, order)
  move(list, first, middle, 1, spare)
  local left, lefts, right, to = 1, middle - first + 1, middle + 1, first
  while left <= lefts and right <= last do
    if order(list[right], spare[left]) then
      list[to] = list[right]
      right = right + 1
    else
      list[to] = spare[left]
      left = left + 1
    end
    to = to + 1
  end
  move(spare, left, lefts, to, list)
end

-- Runs of this length are sorted by insertion.
local RUN = 8

local function sort_run(list, first, last, order)
  for i = first + 1, last do
    local value, place = list[i], i
    while place > first and order(value, list[place - 1]) do
      list[place] = list[place - 1]
      place = place - 1
    end
    list[place] = value
  end
end

--- table.sort with an order. It is stable, and an order that contradicts itself
--- is no error. Where it raises, the list stays as it was.
function M.sort(list, order)
  if type(list) ~= "table" then bad_argument(1, "sort", "table", list) end
  if type(order) ~= "function" then bad_argument(2, "sort", "function", order) end
  local whole, count, spare = list, #list, {}
  list = move(list, 1, count, 1, {})
  for first = 1, count, RUN do
    sort_run(list, first, math.min(first + RUN - 1, count), order)
  end
  local width = RUN
  while width < count do
    for first = 1, count - width, 2 * width do
      local middle = first + width - 1
      local last = math.min(first + 2 * width - 1, count)
      -- Two that are in order already stay as they are.
      if order(list[middle + 1], list[middle]) then
        merge(list, spare, first, middle, last, order)
      end
    end
    width = width * 2
  end
  move(list, 1, count, 1, whole)
end

-- What takes the place of a match: false and nil leave it.
local function replacement(match, value)
  if not value then return match end
  if type(value) == "string" or type(value) == "number" then return value end
  error("invalid replacement value (a " .. type(value) .. ")", 4)
end

-- Calls the function with the captures, or with the match where there are none.
local function replace(match, call, ...)
  if select("#", ...) == 0 then return replacement(match, call(match)) end
  return replacement(match, call(...))
end

-- What string.find gave: the match and what takes its place. An empty match where
-- the one before it ended does not count; then there is none.
local function look(s, call, ended, first, last, ...)
  if not first then return nil end
  if last < first and last == ended then return first, last end
  return first, last, replace(sub(s, first, last), call, ...)
end

--- string.gsub with a function.
function M.gsub(s, pattern, call, most)
  if type(s) == "number" then s = tostring(s) end
  if type(s) ~= "string" then bad_argument(1, "gsub", "string", s) end
  if type(pattern) == "number" then pattern = tostring(pattern) end
  if type(pattern) ~= "string" then bad_argument(2, "gsub", "string", pattern) end
  most = most and (math.tointeger(most) or bad_argument(4, "gsub", "integer", most)) or #s + 1
  local anchored = sub(pattern, 1, 1) == "^"
  local parts, count, at, ended = {}, 0, 1, nil
  while count < most do
    local first, last, new = look(s, call, ended, find(s, pattern, at))
    if not first then break end
    if new then
      parts[#parts + 1] = sub(s, at, first - 1)
      parts[#parts + 1] = new
      count = count + 1
      at, ended = last + 1, last
    elseif at > #s then
      break
    else
      parts[#parts + 1] = sub(s, at, at)
      at, ended = at + 1, nil
    end
    if anchored then break end
  end
  parts[#parts + 1] = sub(s, at)
  return concat(parts), count
end

return M
