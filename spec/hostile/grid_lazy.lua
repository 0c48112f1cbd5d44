-- ends: done true
local lark = require "lark"
local over, grid
local work = lark.grid():add("a\n" .. ("1\n"):rep(3000))
repeat over, grid = work:step() until over
-- Metatables that are not what lists have.
for _, meta in ipairs {
  { grid = grid, handed = {}, plain = {}, filled = -5 }, { grid = grid, handed = {}, plain = {}, filled = 1e9 },
  { grid = grid, handed = {}, plain = {}, filled = math.maxinteger },
  { grid = grid, handed = { 1, 2, "x" }, plain = {} }, { grid = io, handed = {}, plain = {} },
  { grid = work, handed = {}, plain = {} },
} do
  pcall(lark.encode, setmetatable({}, meta))
  pcall(lark.grid_fill, setmetatable({}, meta))
end
local meta = { grid = grid, handed = {} }
meta.plain = meta -- never plain
pcall(lark.grid_fill, setmetatable({}, meta))
pcall(lark.encode, setmetatable({}, meta))
return true
