-- ends: limit memory
local lark = require "lark"
local all, text = {}, "[" .. ('{"a":[1,"x"]},'):rep(500) .. "1]"
for i = 1, 1e9 do all[i] = lark.decode(text) end
