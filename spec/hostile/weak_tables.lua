-- ends: limit longer than
local mt = { __mode = "kv" }
local all = {}
for i = 1, 2000 do all[i] = setmetatable({}, mt) all[i][{}] = {} end
while true do
  for i = 1, 2000 do all[i][{}] = all[i] if i % 100 == 0 then all[i] = setmetatable({}, mt) end end
  for i = 1, 2000 do all[i] = setmetatable({}, mt) end
end
