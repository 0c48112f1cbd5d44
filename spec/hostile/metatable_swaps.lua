-- ends: limit
-- Tables that change while their metamethods run.
local t = setmetatable({}, {})
getmetatable(t).__index = function(_, k)
  setmetatable(t, { __index = getmetatable(t).__index, __newindex = t.x and nil })
  return k
end
getmetatable(t).__close = function() setmetatable(t, nil) end
while true do pcall(function() local _ <close> = t return t.x, t.y, #t, t .. t end) end
