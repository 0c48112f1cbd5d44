-- ends: done [null,null,1]
local lark = require "lark"
local env = {}
local f = load("x = 1 return io, _G", "x", "t", env)
local io_, g = f()
local _ENV = setmetatable({}, { __index = function() return nil end })
return { io_ or lark.null, g or lark.null, env.x }
