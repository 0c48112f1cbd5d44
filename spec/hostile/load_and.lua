-- ends: limit
while true do load("x = a" .. (" and a"):rep(40000)) end
