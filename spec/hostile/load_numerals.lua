-- ends: limit longer than
local digits = ("9"):rep(200000)
while true do
  load("return 0x" .. digits)
  load("return " .. digits)
  local _ = digits + 1
  _ = tonumber("0." .. digits), tonumber(digits, 36)
end
