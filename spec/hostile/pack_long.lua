-- ends: limit
local format = ("b"):rep(200000)
while true do
  pcall(string.packsize, format) pcall(string.unpack, format, ("x"):rep(200000))
  pcall(string.pack, ("x"):rep(200000)) pcall(string.pack, ("!16 Xi16"):rep(20000))
end
