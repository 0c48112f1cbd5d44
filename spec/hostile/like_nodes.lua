-- ends: done true
-- A buffer that looks like the nodes of a table, with string keys at addresses
-- where nothing is, while another table grows.
local function grow()
  local t = {}
  for i = 1, 3000 do t["key " .. i] = i end
  return ""
end
local junk = ("D"):rep(24 * 1024 - 32)
local _ = (junk .. "!"):gsub("!", grow)
local grower = setmetatable({}, { __tostring = grow })
for k = 9, 12 do _ = ("%s%s"):format(("D"):rep(24 << k), grower) end
return true
