-- ends: limit longer than
-- Many choices, each of which goes through a long set again.
local set = "[" .. ("b"):rep(1000) .. "a]-"
local pattern = set:rep(150) .. "c"
local s = ("a"):rep(300)
while true do s:find(pattern) end
