-- ends: limit
local a = ("x"):rep(1000)
while true do
  local _ = a..a..a..a..a..a..a..a..a..a..a..a..a..a..a..a..a..a..a..a..a..a..a..a
  a = a .. "y"
end
