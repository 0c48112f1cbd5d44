-- ends: error '__call' chain too long -- memory=67108864 time=1000
-- A table that is its own __call: in Lua one instruction, which ends when the stack is full.
local mt = {}
local a = setmetatable({}, mt)
mt.__call = a
a()
