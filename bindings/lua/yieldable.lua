-- SPDX-License-Identifier: MIT

--- Library functions with callbacks, in Lua, so that the callbacks may wait for calls and
--- can be interrupted. For the engine's states; a stock Lua is left as it is.
local M = {}

-- The smaller number. Not math.min, which a script may replace.
local function least(a, b)
  return a < b and a or b
end

-- Merges list[first..middle] and list[middle+1..last], both sorted, by way of `spare`.
-- Equal values keep their order.
local function merge(list, spare, first, middle, last, move, order)
  -- Nothing to do where the two are in order already.
  if not order(list[middle + 1], list[middle]) then return end
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

-- The same for numbers, or for strings: without a call for each comparison, it takes half
-- the time.
local function merge_plain(list, spare, first, middle, last, move)
  if list[middle] <= list[middle + 1] then return end
  move(list, first, middle, 1, spare)
  local left, lefts, right, to = 1, middle - first + 1, middle + 1, first
  local a, b = spare[left], list[right]
  while true do
    if b < a then
      list[to] = b
      right, to = right + 1, to + 1
      if right > last then break end
      b = list[right]
    else
      list[to] = a
      left, to = left + 1, to + 1
      if left > lefts then return end
      a = spare[left]
    end
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

-- Runs of this length are sorted by Lua's own function.
local PLAIN_RUN = 256

-- Sorts the runs of a list of numbers, or of short strings. Returns false where it holds
-- anything else; by then the list is in any order.
local function sort_plain_runs(list, count, move, sort_plain)
  local common
  for first = 1, count, PLAIN_RUN do
    local last = least(first + PLAIN_RUN - 1, count)
    local run = move(list, first, last, 1, {})
    local kind = sort_plain(run, last - first + 1)
    if not kind or kind ~= (common or kind) then return false end
    common = kind
    move(run, 1, last - first + 1, first, list)
  end
  return true
end

--- table.sort, for `count` values. It is stable, and an order that contradicts itself is no
--- error. Where it raises, the list stays as it was. `sort_plain` is given where the caller
--- has no order: it sorts a short list of numbers or of strings and says which, or does
--- nothing.
function M.sort(whole, count, move, order, sort_plain)
  local list, spare = move(whole, 1, count, 1, {}), {}
  local width, merge_two = PLAIN_RUN, merge_plain
  if not sort_plain or not sort_plain_runs(list, count, move, sort_plain) then
    width, merge_two = RUN, merge
    for first = 1, count, RUN do
      sort_run(list, first, least(first + RUN - 1, count), order)
    end
  end
  while width < count do
    for first = 1, count - width, 2 * width do
      local last = least(first + 2 * width - 1, count)
      merge_two(list, spare, first, first + width - 1, last, move, order)
    end
    width = width * 2
  end
  move(list, 1, count, 1, whole)
end

return M
