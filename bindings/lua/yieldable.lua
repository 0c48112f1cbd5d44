-- SPDX-License-Identifier: MIT

--- Library functions with callbacks, in Lua: so the callbacks may wait for calls,
--- and can be interrupted. For the engine's states; a stock Lua is left as it is.
local move, min, type, error = table.move, math.min, type, error

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
    sort_run(list, first, min(first + RUN - 1, count), order)
  end
  local width = RUN
  while width < count do
    for first = 1, count - width, 2 * width do
      local middle = first + width - 1
      local last = min(first + 2 * width - 1, count)
      -- Two that are in order already stay as they are.
      if order(list[middle + 1], list[middle]) then
        merge(list, spare, first, middle, last, order)
      end
    end
    width = width * 2
  end
  move(list, 1, count, 1, whole)
end

return M
