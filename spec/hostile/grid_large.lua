-- ends: limit memory
local lark = require "lark"
local all, text = {}, "a,b\n" .. ("1,2\n"):rep(2000)
for i = 1, 1e9 do
  local work = lark.grid():add(text)
  local over, grid
  repeat over, grid = work:step() until over
  all[i] = grid
end
