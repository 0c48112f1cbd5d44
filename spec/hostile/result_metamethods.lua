-- ends: done {}
-- Results are read without calling their metamethods.
return setmetatable({}, {
  __index = function() while true do end end,
  __pairs = function() while true do end end,
  __len = function() while true do end end,
})
