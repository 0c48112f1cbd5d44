#!lua
-- SPDX-License-Identifier: MIT

-- ARGV: 1 the sealed value; 2 its fingerprint; 3 how long it lives, and 4 how
-- long before that it is to be renewed; -1: unknown; 5 for how many
-- milliseconds the key lives.

local t = redis.call('TIME')
local now = t[1] * 1000000 + t[2]
local life, ahead = tonumber(ARGV[3]), tonumber(ARGV[4])
local e, r = -1, -1
if life >= 0 then e, r = now + life, now + life - ahead end
redis.call('HDEL', KEYS[1], 'l', 'u', 'fg', 'x')
redis.call('HSET', KEYS[1], 'v', ARGV[1], 'h', ARGV[2], 'e', e, 'r', r)
redis.call('PEXPIRE', KEYS[1], ARGV[5])
return 1
