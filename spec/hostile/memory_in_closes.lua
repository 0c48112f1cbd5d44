-- ends: limit memory
-- Variables that are closed when memory lacks.
local more = setmetatable({}, { __close = function() while true do pcall(table.pack) end end })
local function fill()
  local _ <close> = more
  local t = {}
  while true do t = { t } end
end
while true do pcall(coroutine.wrap(function() pcall(fill) fill() end)) end
