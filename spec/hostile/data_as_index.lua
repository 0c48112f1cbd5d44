-- ends: limit longer than
-- Data in the place of metatables' functions.
local data = require("lark").data "shared"
local t = setmetatable({}, { __index = data, __newindex = data, __len = data, __call = data,
  __concat = data, __eq = data, __lt = data, __pairs = data, __tostring = data, __close = data })
local uses = {
  function() return t.rows[1] end, function() t.x = 1 end, function() return #t end,
  function() return t() end, function() return t .. t end, function() return t < t end,
  function() for _ in pairs(t) do break end end, function() return tostring(t) end,
  function() local x <close> = t end, function() return data == t end,
}
while true do for _, use in ipairs(uses) do pcall(use) end end
