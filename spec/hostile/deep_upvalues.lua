-- ends: limit
-- Open variables on each level of a deep stack: finding the lowest goes through
-- all of them.
local make
local function down(n)
  local x = n
  local f = function() return x end
  if n > 0 then down(n - 1) return f end
  while true do make() make() make() make() make() make() make() make() end
end
local low = 0
local function start()
  local mine = 1
  make = load("local get = ... return function() return get() end")(function()
    local y = function() return mine end
    return y
  end)
  down(4000)
  return mine
end
start()
return low
