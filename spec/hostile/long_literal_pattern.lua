-- ends: limit longer than
local s = ("a"):rep(100000)
local p = ("a"):rep(90000) .. "b%d"
while true do s:find(p) end
