-- ends: done true -- time=2000
-- The iterator of one value with other values and keys.
local lark = require "lark"
local data = lark.data "shared"
local first = pairs(data)
local rows = pairs(data.rows)
local function try(...) pcall(...) end
for _, iterate in ipairs { first, rows } do
  for _, value in ipairs { data, data.rows, data.deep, lark.null, {}, "x", 1, print } do
    for _, key in ipairs { 0, 1, -1, 3001, 3002, math.maxinteger, math.mininteger, 0.5, 0 / 0,
      1 / 0, "rows", "no", ("x"):rep(40000), {}, data, true } do
      try(iterate, value, key)
    end
    try(iterate, value)
    try(iterate)
  end
end
local count = 0
for _ in pairs(data.rows) do count = count + 1 end
return count == 3001
