-- ends: limit longer than
local format = ("%c"):rep(499)
while true do
  os.date(format) os.date("!" .. format, 1e11) pcall(os.date, "%Ec%Q")
  pcall(os.time, { year = 1e9, month = -1e9, day = 1e9, hour = -1e9 })
end
