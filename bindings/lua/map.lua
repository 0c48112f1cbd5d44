-- SPDX-License-Identifier: MIT

--- lark.map: one function over a list, many at a time.
local lark, words = ...

local DEFAULT_CONCURRENCY = 50

local function concurrency_of(options)
  local n = options and options.concurrency or DEFAULT_CONCURRENCY
  if math.type(n) ~= "integer" or n < 1 then
    error("lark.map: concurrency is an integer from 1 on", 3)
  end
  return n
end

-- Shared data are userdata that read as tables.
local function is_list(list)
  return type(list) == "table" or type(list) == "userdata" and list ~= lark.null
end

-- Why a row has no result.
local function reason(ok, value, err)
  if not ok then return value == nil and words "nil was raised" or value end
  if value == nil or value == false then return err end
end

--- Makes lark.map.
--- @param new_rows function  makes tasks, hands rows to them, and counts these (task/rows.c)
return function(new_rows)
  --- Calls `fn(item, i)` for every item, `options.concurrency` at a time (50).
  ---
  --- `results[i]` is what it returned for item i; lark.null where it returned nothing;
  --- or `false` where it failed: then `errors[i]` is what it raised, or the second value
  --- of `nil, err`. `errors.n` counts the failures. One bad row never loses the others.
  --- @param list table
  --- @param fn fun(item: any, i: integer): any, any
  --- @param options? { concurrency?: integer }
  --- @return table results
  --- @return table errors
  return function(list, fn, options)
    if not is_list(list) then error("lark.map: a list, not a " .. type(list), 2) end
    local width = concurrency_of(options)
    local results, errors = lark.array {}, { n = 0 }
    local count = #list
    -- Filled beforehand: rows end in any order, and a list with holes has no length.
    for i = 1, count do results[i] = false end
    -- Where the map ends early, so do its tasks.
    local take, begin, rows <close> = new_rows(count) -- luacheck: ignore rows

    -- Runs rows until none is left; returns how many of them failed.
    local function work()
      local failed = 0
      for i in take do
        local ok, value, err = pcall(fn, list[i], i)
        local why = reason(ok, value, err)
        if why ~= nil then
          errors[i] = why
          failed = failed + 1
        elseif value ~= nil then
          results[i] = value
        else
          results[i] = lark.null
        end
      end
      return failed
    end

    local tasks = {}
    for i = 1, math.min(width, count) do tasks[i] = begin(work) end
    for _, task in ipairs(tasks) do errors.n = errors.n + (task:await() or 0) end
    return results, errors
  end
end
