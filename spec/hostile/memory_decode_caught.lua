-- ends: limit bytes of memory
-- Documents that are parsed outside of Lua count, too, and no pcall catches that.
local lark = require "lark"
local keep = {}
for i = 1, 30000 do keep[i] = { i } end
while true do pcall(lark.decode, '"' .. ("x"):rep(150000) .. '"') end
