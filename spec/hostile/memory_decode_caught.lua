-- ends: limit bytes of memory
-- What is parsed outside of Lua counts, too, and no pcall holds it up.
local lark = require "lark"
local keep = {}
for i = 1, 30000 do keep[i] = { i } end
while true do pcall(lark.decode, '"' .. ("x"):rep(150000) .. '"') end
