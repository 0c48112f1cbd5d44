-- ends: limit longer than
-- Each step compares what was captured, which is long.
local s = ("a"):rep(100000)
while true do s:find "(a*)%1%1b" end
