-- ends: limit longer than -- memory=67108864
local s = ("a"):rep(4000000)
while true do s:gsub(".", { a = "" }) end
