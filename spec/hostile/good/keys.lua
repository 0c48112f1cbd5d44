-- ends: done true -- memory=8388608
-- Keys of all kinds in tables that grow: they do not collide by chance.
for _, f in ipairs {
  function(i) return "k" .. i end, function(i) return i * 1000 end, function(i) return i * 65536 end,
  function(i) return 1700000000000 + i * 86400000 end, function(i) return i + 0.5 end,
  function(i) return 6134134355464633 + i * 4294967296 end, function(i) return i * 1.1 end,
  function(i) return {} end, function(i) return -i end, function(i) return i << 20 end, function(i) return i << 40 end, } do
  local t = {}
  for i = 1, 14000 do t[f(i)] = i end
end
return true
