-- SPDX-License-Identifier: MIT

--- Decides whether a call ended as it may: with its right answer, or as a fault explains.
local faults = require "soak.faults"

local M = {}

--- The end of a verdict if one fault in a token call failed all calls that waited for the
--- token.
M.NO_TOKEN = ", with others, for want of a token"

-- Whether two values are equal; integers and floats differ.
local function same(a, b)
  if b == faults.SOME_TOKEN then return type(a) == "string" end
  if type(a) ~= "table" or type(b) ~= "table" then
    return a == b and math.type(a) == math.type(b)
  end
  for key, value in pairs(b) do
    if not same(a[key], value) then return false end
  end
  for key in pairs(a) do
    if b[key] == nil then return false end
  end
  return true
end

local function signature(err)
  return err.code and err.kind .. " " .. err.code or err.kind
end

-- Compares what errors say about the call, not about an attempt.
local function same_error(err, right)
  return right ~= nil and signature(err) == signature(right)
    and err.http_status == right.http_status and err.msg == right.msg
end

-- The data with which `call` may succeed besides its right data.
local function oddities(call, chosen)
  local list = {}
  for _, fault in ipairs(chosen) do
    local data = call.data and fault.bends and fault.bends(call.data, call)
    if data then list[#list + 1] = { name = fault.name, data = data } end
  end
  return list
end

local function judge_success(call, data)
  if call.data == nil then return "wrong: a success, and an error is right" end
  if same(data, call.data) then return "right" end
  for _, oddity in ipairs(call.oddities) do
    if same(data, oddity.data) then return "right but for " .. oddity.name end
  end
  return "wrong: the data is another's"
end

--- Prepares the verdicts for a set of faults.
--- @param groups table[]  from traffic
--- @param chosen table[]  from faults.list
function M.prepare(groups, chosen)
  local explained = { cancelled = true }
  for _, fault in ipairs(chosen) do
    for _, ending in ipairs(fault.ends or {}) do explained[ending] = true end
  end
  for _, group in ipairs(groups) do
    for _, call in ipairs(group.calls) do call.oddities = oddities(call, chosen) end
  end

  --- "right", "right but for NAME" for an answer that a fault changed, "failed: KIND CODE"
  --- for an error that a fault explains, and "wrong: ..." for everything else.
  return function(call, data, err)
    if data then return judge_success(call, data) end
    if same_error(err, call.err) then return "right" end
    local ending = signature(err)
    local many = err.msg:find "^no token" and M.NO_TOKEN or ""
    if explained[ending] then return "failed: " .. ending .. many end
    return "wrong: " .. tostring(err)
  end
end

return M
