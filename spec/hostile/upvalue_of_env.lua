-- ends: done [true,"number"]
-- load() gives the environment to the first upvalue only; a chunk cannot reach
-- those of other chunks.
local secret = 42
local f = load("secret = 1 return secret", "x", "t", {})
return { f() == 1 and secret == 42, type(secret) }
