-- SPDX-License-Identifier: MIT

--- What a script returns: `rows, errors`, or `nil, err`. For both ways to run one.
local M = {}

--- Whether a value is an error of ours.
function M.is_error(value)
  local meta = getmetatable(value)
  return type(value) == "table" and type(meta) == "table" and meta.__name == "lark.error"
end

local function count(errors)
  if math.type(errors.n) == "integer" then return errors.n end
  local n = 0
  for _ in pairs(errors) do n = n + 1 end
  return n
end

--- The second value a script returns, where it has any errors: a table of them.
function M.errors_of(second)
  if second == nil or second == false then return nil end
  if type(second) == "table" and not M.is_error(second) then
    return count(second) > 0 and second or nil
  end
  return { second, n = 1 }
end

-- One reason as a line: an error, or a table that tells more about the row beside
-- its `error`.
local function reason_text(reason)
  if type(reason) ~= "table" or getmetatable(reason) then return tostring(reason) end
  local parts = {}
  for key, value in pairs(reason) do
    if key ~= "error" then parts[#parts + 1] = ("%s %s"):format(key, value) end
  end
  table.sort(parts)
  return table.concat(parts, ", ") .. ": " .. tostring(reason.error)
end

--- Why rows are missing: a line for each, in the order of their keys.
function M.reasons(errors)
  local keys, lines = {}, {}
  for key in pairs(errors) do
    if key ~= "n" then keys[#keys + 1] = key end
  end
  table.sort(keys, function(a, b)
    if math.type(a) and math.type(b) then return a < b end
    return tostring(a) < tostring(b)
  end)
  for i, key in ipairs(keys) do lines[i] = ("%s: %s"):format(key, reason_text(errors[key])) end
  return lines
end

return M
