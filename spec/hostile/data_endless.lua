-- ends: limit longer than
-- Reads without an end, in pairs() and in C functions.
local lark = require "lark"
local data = lark.data "shared"
local function reads()
  for _, row in ipairs(data.rows) do
    if type(row) ~= "number" then for _, value in pairs(row) do tostring(value) end end
  end
end
while true do pcall(reads) end
