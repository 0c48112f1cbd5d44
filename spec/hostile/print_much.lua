-- ends: limit longer than
local s = ("x"):rep(100000)
while true do print(s, s) warn("@on", s) print() end
