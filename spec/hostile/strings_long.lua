-- ends: limit longer than
local s = ("x"):rep(200000)
while true do
  local _ = s:upper(), s:lower(), s:reverse(), s:byte(-1), s:sub(2), s == s .. ""
  _ = tonumber(s, 36), tonumber(s), s < s .. "x", #s, tostring(s), ("%s"):format(s)
end
