-- ends: limit longer than
-- One instruction looks into 1900 tables, twice into each.
local last = {}
for _ = 1, 1900 do last = setmetatable({}, { __index = last }) end
while true do
  local _ = last.x _ = last.x _ = last.x _ = last.x _ = last.x _ = last.x
  _ = last.x _ = last.x _ = last.x _ = last.x _ = last.x _ = last.x
  _ = last.x _ = last.x _ = last.x _ = last.x _ = last.x _ = last.x
  _ = last.x _ = last.x _ = last.x _ = last.x _ = last.x _ = last.x
end
