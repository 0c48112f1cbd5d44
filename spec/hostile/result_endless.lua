-- ends: error nested deeper
local t = {}
t[1] = t
return t
