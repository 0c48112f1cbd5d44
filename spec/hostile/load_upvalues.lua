-- ends: limit
local names = {}
for i = 1, 190 do names[i] = "a" .. i end
local list = table.concat(names, ",")
local text = "local " .. list .. " return function() return " ..
  ("function() return " .. list .. " end,"):rep(200) .. "1 end"
while true do local f = load(text) if f then f()() end end
