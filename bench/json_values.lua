-- SPDX-License-Identifier: MIT

--- Compares lark.encode and lark.decode with lua-cjson, in one process: the two take turns,
--- with a full collection before each, and each ratio is taken from two neighbouring turns.
---
---     lua5.4 json_values.lua [ROUNDS [PATTERN]]
---
--- Prints the speed as a multiple of lua-cjson's: the median, the least and the greatest.
local lark = require "lark"
local cjson = require "cjson"

local rounds, pattern = math.tointeger(tonumber(arg[1])) or 11, arg[2] or ""

local function repeated(count, make)
  local list = {}
  for i = 1, count do list[i] = make(i) end
  return list
end

local function row(i)
  return { id = tostring(6134134355464633 + i), name = "Zhang San " .. i, active = i % 2 == 0,
    create_time = 1618899376474 + i, email = "zhang" .. i .. "@example.com",
    stage = "onboarding", count = i }
end

local function nested_row(i)
  return { id = tostring(i), user = { id = tostring(i), name = { zh_cn = "张三", en_us = "San" } },
    tags = { "a", "b" } }
end

local function tree(depth)
  if depth == 0 then return { name = "leaf", value = 1 } end
  return { name = "node", children = { tree(depth - 1), tree(depth - 1), tree(depth - 1) } }
end

local function chain(depth, is_list)
  local value = { v = 1 }
  for _ = 1, depth do value = is_list and { value } or { a = value } end
  return value
end

local QUOTED = 'He said "yes" and "no", then "maybe"; C:\\dir\\file'

local function quoted_row(i) return { a = QUOTED, b = QUOTED .. i } end

local ENCODED = {
  { "one flat object", row(1) }, { "1,000 flat objects", repeated(1000, row) },
  { "one nested object", nested_row(1) }, { "1,000 nested objects", repeated(1000, nested_row) },
  { "a tree of 364 tables", tree(5) }, { "objects, nested 8 deep", chain(8) },
  { "lists, nested 8 deep", chain(8, true) }, { "one object with quotes", quoted_row(1) },
  { "1,000 objects with quotes", repeated(1000, quoted_row) },
  { "a string of quotes", ('"'):rep(2000) },
  { "JSON in strings", repeated(1000, function(i) return cjson.encode(row(i)) end) },
  { "floats of 16 digits", repeated(1000, function(i) return i / 7 end) },
}

local DECODED = {
  { "a page of 10 items", cjson.encode(repeated(10, row)) },
  { "a page of 1,000 items", cjson.encode(repeated(1000, row)) },
  { "a page of 100,000 items", cjson.encode(repeated(100000, row)) },
}

local function time(turn, value, times)
  collectgarbage()
  collectgarbage()
  local began = os.clock()
  for _ = 1, times do turn(value) end
  return os.clock() - began
end

-- So many times that a turn takes 10 ms.
local function times_for(turn, value)
  local times = 1
  while time(turn, value, times) < 0.01 do times = times * 2 end
  return times
end

local function compare(title, ours, theirs, value)
  local ratios, times = {}, times_for(theirs, value)
  for i = 0, rounds do -- the first one warms up
    ratios[i] = time(theirs, value, times) / time(ours, value, times)
  end
  table.sort(ratios)
  print(("%-34s %5.2f (%.2f to %.2f)"):format(title, ratios[(rounds + 1) // 2], ratios[1],
    ratios[rounds]))
end

for title, cases in pairs { encode = ENCODED, decode = DECODED } do
  for _, case in ipairs(cases) do
    local name = title .. ", " .. case[1]
    if name:find(pattern) then compare(name, lark[title], cjson[title], case[2]) end
  end
end
