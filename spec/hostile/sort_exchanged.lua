-- ends: limit longer than -- time=400
-- The list changes while the sort waits for its turn.
local lark = require "lark"
local list, nul = {}, ("\0"):rep(250000)
local b, n = {}, {}
for i = 1, 256 do b[i] = "a" n[i] = nul end
lark.spawn(function()
  while true do table.move(n, 1, 256, 1, list) lark.sleep(0) end
end)
while true do table.move(b, 1, 256, 1, list) table.sort(list) end
