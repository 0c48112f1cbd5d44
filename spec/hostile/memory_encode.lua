-- ends: limit memory
-- Memory runs out in the middle of writing and of reading JSON: nothing that they
-- hold outside of Lua may be left behind.
local lark = require "lark"
local all, text = {}, ("x"):rep(20000)
for i = 1, 1e9 do all[i] = lark.encode { text, i } end
