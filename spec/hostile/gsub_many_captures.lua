-- ends: limit longer than
local s, r = ("a"):rep(250000), ("%1"):rep(125000)
while true do s:gsub("(x?)", r) end
