-- ends: limit bytes of memory
-- Documents that are parsed outside of Lua count, too, and no pcall catches that.
local lark = require "lark"
local keep = {}
for i = 1, 26000 do keep[i] = { i, i, i, i } end
while true do pcall(lark.decode, '"' .. ("x"):rep(60000) .. '"') end
