#!lua
-- SPDX-License-Identifier: MIT

-- ARGV: 1 the session's ID; 2 for how much longer it has the duty to fetch.

local t = redis.call('TIME')
local now = t[1] * 1000000 + t[2]
if redis.call('HGET', KEYS[1], 'l') ~= ARGV[1] then return 0 end
redis.call('HSET', KEYS[1], 'u', now + tonumber(ARGV[2]))
return 1
