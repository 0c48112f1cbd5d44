-- ends: limit memory
-- Memory that runs out in the middle of writing, and of reading, JSON: what
-- those hold elsewhere must not be left behind.
local lark = require "lark"
local all, text = {}, ("x"):rep(20000)
for i = 1, 1e9 do all[i] = lark.encode { text, i } end
