-- ends: done [] -- time=2000
-- Tries to change data that all scripts read, or to get at their metatable.
local lark = require "lark"
local data = lark.data "shared"
local found = lark.array {}
local before = lark.encode(data)
local function try(name, fn, ...)
  local ok = pcall(fn, ...)
  if ok or lark.encode(lark.data "shared") ~= before then found[#found + 1] = name end
end
for name, value in pairs { object = data, list = data.rows, inner = data.rows[2] } do
  try("assign " .. name, function() value[1] = 1 end)
  try("erase " .. name, function() value.rows = nil end)
  try("rawset " .. name, rawset, value, 1, 1)
  try("rawget " .. name, rawget, value, 1)
  try("next " .. name, next, value)
  try("setmetatable " .. name, setmetatable, value, {})
  try("insert " .. name, table.insert, value, 1)
  try("remove " .. name, table.remove, value)
  try("sort " .. name, table.sort, #value > 0 and value or 1, function() return true end)
  try("move " .. name, table.move, { 1 }, 1, 1, 1, value)
  try("call " .. name, function() value() end)
  try("close " .. name, function() local x <close> = value end)
  local meta = getmetatable(value)
  if type(meta) == "table" then
    try("metatable " .. name, function() meta.__index = nil end)
    found[#found + 1] = "getmetatable " .. name
  end
end
return found
