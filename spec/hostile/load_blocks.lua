-- ends: limit
local text = ("goto a "):rep(10000) .. (" do goto b end"):rep(6000)
while true do load(text) end
