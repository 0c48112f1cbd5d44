-- ends: limit longer than -- time=1500
local n = 12000
local keys, w, mt = {}, {}, {}
for i = 1, n do keys[i] = {} end
setmetatable(w, mt)
mt.__mode = "k"
for i = n, 2, -1 do
  local j = math.random(i)
  keys[i], keys[j] = keys[j], keys[i]
end
for i = 1, n - 1 do w[keys[i]] = keys[i + 1] end
local root = keys[1]
keys = nil
while true do local _ = {} end
