-- ends: done [null,true,null]
local lark = require "lark"
local f, why = load("\27Lua" .. ("\0"):rep(100), "x", "b")
local g, because = load("\27LuaT", "x", "bt")
return { f or lark.null, why ~= nil and because ~= nil, string.dump or lark.null }
