-- ends: done [true,"number"]
-- load() gives an environment to the first upvalue alone; a stranger's chunk
-- cannot reach another's.
local secret = 42
local f = load("secret = 1 return secret", "x", "t", {})
return { f() == 1 and secret == 42, type(secret) }
