-- ends: limit
-- Leaves so little memory that Lua would do a full collection every few kilobytes.
local keep = {}
for i = 1, 20000 do keep[i] = { {} } end
local s = ("x"):rep(3900)
local t = {}
while true do
  for i = 1, 20 do t[i] = s .. i end
  keep[#keep + 1] = {}
end
