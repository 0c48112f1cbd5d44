-- ends: limit longer than
-- Looks for each character in a long set.
local set = "[" .. ("b"):rep(100000) .. "]*"
local s = ("a"):rep(10000)
while true do s:find(set .. "c") end
