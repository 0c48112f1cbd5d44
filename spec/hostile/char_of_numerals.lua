-- ends: limit longer than
local s = ("0"):rep(250000) .. "65"
local t = {}
for i = 1, 8000 do t[i] = s end
while true do
  pcall(string.char, table.unpack(t))
  pcall(utf8.char, table.unpack(t))
  pcall(string.pack, ("b"):rep(8000), table.unpack(t))
end
