-- SPDX-License-Identifier: MIT

--- The option `progress` of calls that send or fetch a file.
local lark = ...

local EVERY_S = 0.1

-- Looks from time to time how far the file is. A function that fails ends the looking.
local function watch(seen, progress)
  while not seen.failed do
    lark.sleep(EVERY_S)
    local done, total
    if seen.look then done, total = seen.look() end
    if done and done ~= seen.done then
      seen.done, seen.total = done, total > 0 and total or nil
      local ok, err = pcall(progress, done, seen.total)
      if not ok then seen.failed = { err } end
    end
  end
end

local function call(progress, act)
  local seen = {}
  local task <close> = lark.spawn(watch, seen, progress)
  local results = table.pack(pcall(act, seen))
  task:cancel()
  if not results[1] then error(results[2], 0) end
  if seen.failed then error(seen.failed[1], 0) end
  local data = results[2]
  local total = type(data) == "string" and #data or type(data) == "table" and math.type(data.bytes)
    and data.bytes or seen.total
  if data and total and seen.done ~= total then progress(total, total) end
  return table.unpack(results, 2, results.n)
end

--- Makes a call, and says how far its file is: ten times a second where that has changed, and
--- once when all has gone. Outside of lark.run it runs one: tasks run beside each other there.
--- @param progress fun(done: integer, total: integer?)
--- @param act fun(seen: table): ...  makes the call, which puts its `look` into the table
--- @return ...  what the call returned; raises what `progress` raised
return function(progress, act) return lark.run(call, progress, act) end
