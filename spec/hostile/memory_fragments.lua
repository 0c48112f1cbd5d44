-- ends: limit
-- Keeps one block in each slab, of every size.
local keep = {}
for size = 1, 200 do
  local all = {}
  for i = 1, 400 do all[i] = ("x"):rep(size) .. i end
  for i = 1, 400, 40 do keep[#keep + 1] = all[i] end
end
while true do keep[#keep + 1] = ("y"):rep(#keep % 200) .. #keep end
