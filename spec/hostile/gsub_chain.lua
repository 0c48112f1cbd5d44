-- ends: limit longer than
local last = { a = "" }
for _ = 1, 1900 do last = setmetatable({}, { __index = last }) end
local s = ("a"):rep(250000)
while true do s:gsub(".", last) end
