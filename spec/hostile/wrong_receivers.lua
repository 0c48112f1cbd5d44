-- ends: done true -- time=1000
-- Calls every function that a script finds, also behind metatables, with what it is not for.
local lark = require "lark"
local task = lark.spawn(function() end)
local values = { 1, "x", "map", {}, print, coroutine.create(print), lark.null,
  lark.error {}, lark.array {}, true, 0 / 0, math.mininteger, task }
-- They wait, end the script or start what is never awaited.
local left_out = { [print] = true, [error] = true, [lark.sleep] = true, [lark.on] = true,
  [lark.spawn] = true, [coroutine.yield] = true, [table.sort] = true, [table.unpack] = true }

local names, functions, seen = {}, {}, {}
local function find(value, name)
  if seen[value] then return end
  if type(value) == "function" then
    seen[value] = true
    if not left_out[value] then
      names[#names + 1] = name
      functions[name] = value
    end
  elseif type(value) == "table" or type(value) == "userdata" then
    seen[value] = true
    find(getmetatable(value) or name, name .. "'s metatable")
    if type(value) == "table" then
      for key, member in next, value do find(member, name .. "." .. tostring(key)) end
    end
  end
end
find(_G, "_G")
find(lark, "lark")
-- These are made at their first use.
for _, name in ipairs { "schema", "grid", "store", "events", "key", "transport", "suggest" } do
  find(lark[name], "lark." .. name)
end
find(require "cjson", "cjson")
for i, value in ipairs(values) do find(value, "value " .. i) end
table.sort(names)

for i, name in ipairs(names) do
  local f = functions[name]
  pcall(f)
  for j, value in ipairs(values) do
    pcall(f, value)
    for k = 1, 3 do pcall(f, value, values[(i + 4 * k + j) % #values + 1]) end
  end
end
return #names > 100
