-- ends: limit longer than
local n = 4 * 1024 * 1024 // 16 - 64
local a, b = ("\0"):rep(n), ("\0"):rep(n - 1) .. "\1"
while true do local c = a < b end
