-- ends: limit in one piece
local s = ("x"):rep(1e9)
