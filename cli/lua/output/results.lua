-- SPDX-License-Identifier: MIT

--- Reads what a script returns: `rows, errors`. Runs in the script's state, too.
local M = {}

--- Whether a value is an error of ours.
function M.is_error(value)
  local meta = getmetatable(value)
  return type(value) == "table" and type(meta) == "table" and meta.__name == "lark.error"
end

-- The words of an error that an interruption caused, in each language: the script may have chosen
-- another than the command's.
local INTERRUPTED = { ["interrupted"] = true, ["已中断"] = true }

-- As text, behind the name of the endpoint.
local TEXTS = { "interrupted (cancelled)", "已中断（cancelled）" }

local function reads_interrupted(err)
  -- In a sandbox the metatable of our errors is hidden.
  if type(err) == "table" then return err.kind == "cancelled" and INTERRUPTED[err.msg] == true end
  if type(err) ~= "string" then return false end
  for _, text in ipairs(TEXTS) do
    if err:find(text, 1, true) then return true end
  end
  return false
end

--- Whether Ctrl-C caused an error, or the `error` in a table that says more about a row.
function M.is_interruption(err)
  return reads_interrupted(err) or type(err) == "table" and reads_interrupted(err.error)
end

local function count(errors)
  if math.type(errors.n) == "integer" then return errors.n end
  local n = 0
  for _ in pairs(errors) do n = n + 1 end
  return n
end

--- The errors in the second value that a script returned: a table, or nil if there are none.
function M.errors_of(second)
  if second == nil or second == false then return nil end
  if type(second) == "table" and not M.is_error(second) then
    return count(second) > 0 and second or nil
  end
  return { second, n = 1 }
end

-- One reason as a line: an error, or a table with an `error` and more about the row.
local function reason_text(reason)
  if type(reason) ~= "table" or getmetatable(reason) then return tostring(reason) end
  local parts = {}
  for key, value in pairs(reason) do
    if key ~= "error" then parts[#parts + 1] = ("%s %s"):format(key, value) end
  end
  table.sort(parts)
  return table.concat(parts, ", ") .. ": " .. tostring(reason.error)
end

-- A line for equal errors: the first places, and the first of them with the first ids.
local function group_line(failures, group, words)
  local first = failures.first(group.places)
  if group.count == 1 then return words("%s: %s", first, reason_text(group.error)) end
  local err = group.error
  if type(err) == "table" and not getmetatable(err) and #group.ids > 0 then
    local copy = {}
    for key, value in pairs(err) do copy[key] = value end
    copy.id = failures.first(group.ids)
    err = copy
  end
  return words("%s (%d rows): %s", first, group.count, reason_text(err))
end

--- Why rows are missing: a line for equal errors, in the order of their keys; and how many
--- were unread because the program was interrupted, which have no line.
--- @param words fun(english: string, ...): string  says it in the language that is spoken
--- @return { lines: string[], unread: integer }
function M.missing(errors, words)
  local failures = require "lark.failures"
  local groups, unread = failures.groups(errors, M.is_interruption)
  local lines = {}
  for i, group in ipairs(groups) do lines[i] = group_line(failures, group, words) end
  return { lines = lines, unread = unread }
end

return M
