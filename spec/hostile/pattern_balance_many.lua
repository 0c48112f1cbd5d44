-- ends: limit longer than
local s = ("("):rep(100000)
while true do s:find "(%b()%b()%b())x" s:gsub("%b()", "") end
