-- ends: done [3,true,true]
-- Calls the function behind the module's late members with what is no table, and with other
-- tables.
local lark = require "lark"
local index = getmetatable(lark).__index
local refused = 0
for _, value in pairs { number = 5, text = "x", call = print } do
  for _, name in ipairs { "map", "key", "events", "schema", "grid", "store", "transport" } do
    local fine, err = pcall(index, value, name)
    assert(not fine and tostring(err):find "table expected")
  end
  refused = refused + 1
end
local other = setmetatable({}, { __newindex = function() error "no" end })
assert(not pcall(index, other, "schema"))
local mine = {}
return { refused, index(mine, "schema") == mine.schema, index(mine, "store") == nil }
