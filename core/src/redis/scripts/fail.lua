#!lua
-- SPDX-License-Identifier: MIT

-- ARGV: 1 the session's ID; 2 how long to leave the platform alone; 3 why the
-- fetch failed, sealed; "": it was given up.

local t = redis.call('TIME')
local now = t[1] * 1000000 + t[2]
local K = KEYS[1]
local h = redis.call('HMGET', K, 'l', 'g', 'v')
if h[1] ~= ARGV[1] then return 0 end
redis.call('HDEL', K, 'l', 'u')
if ARGV[3] == '' then return 1 end
redis.call('HSET', K, 'fg', h[2] or 0, 'x', ARGV[3])
if h[3] then
  redis.call('HSET', K, 'r', now + tonumber(ARGV[2]))
end
return 1
