-- ends: limit longer than
local e = setmetatable({}, { __tostring = function() error "no" end,
  __name = ("x"):rep(1000) })
while true do
  pcall(error, e) pcall(error, nil) pcall(error, e, math.maxinteger)
  pcall(error, "x", math.mininteger) pcall(print, e) pcall(tostring, e)
  pcall(warn, e) pcall(assert, false, e)
end
