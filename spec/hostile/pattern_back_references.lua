-- ends: limit longer than
-- Each step compares a long capture.
local s = ("a"):rep(100000)
while true do s:find "(a*)%1%1b" end
