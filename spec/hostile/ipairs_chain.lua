-- ends: limit
-- C functions whose every lookup goes through the whole chain.
local last = {}
for _ = 1, 1900 do last = setmetatable({}, { __index = last }) end
while true do
  pcall(os.time, last) pcall(ipairs(last), last, 0)
  pcall(table.unpack, last, 1, 50)
end
