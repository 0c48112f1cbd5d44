#!lua
-- SPDX-License-Identifier: MIT

-- ARGV: 1 the fingerprint of the value that was rejected.

if redis.call('HGET', KEYS[1], 'h') ~= ARGV[1] then return 0 end
return redis.call('HDEL', KEYS[1], 'v', 'h', 'e', 'r')
