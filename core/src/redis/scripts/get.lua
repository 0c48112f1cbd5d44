#!lua
-- SPDX-License-Identifier: MIT

-- A credential is a hash:
--
--     v  the sealed value         h  its fingerprint
--     e  when it expires          r  when it is to be renewed; -1: unknown
--     l  who has the duty to fetch it, until u; g counts these duties
--     x  why the fetch of duty fg failed, sealed
--
-- ARGV: 1 the session's ID; 2 for how long it gets the duty; 3 the duty whose
-- end it waits for, 0: none.
-- Reply: "wait" and a duty's number; "failed" and x; or "value", the sealed
-- value or false, how long it lives, how long to use it (-1: unknown), whether
-- to fetch.

local t = redis.call('TIME')
local now = t[1] * 1000000 + t[2]
local K, me = KEYS[1], ARGV[1]
local h = redis.call('HMGET', K, 'v', 'e', 'r', 'l', 'u', 'g', 'fg', 'x')
local v, e, r = h[1], tonumber(h[2] or -1), tonumber(h[3] or -1)
if v and e >= 0 and now >= e then v = false end
local taken = h[4] and now < tonumber(h[5])
local due = not v or (r >= 0 and now >= r)
local duty = tonumber(h[6] or 0)
if not v and ARGV[3] ~= '0' and h[7] == ARGV[3] then
  return {'failed', h[8]}
end
if not v and taken then return {'wait', tostring(duty)} end
local must = 0
if due and not taken then
  must = 1
  redis.call('HSET', K, 'l', me, 'u', now + tonumber(ARGV[2]),
             'g', duty + 1)
  if redis.call('PTTL', K) < 600000 then
    redis.call('PEXPIRE', K, 600000)
  end
end
local function left(at)
  if at < 0 then return -1 end
  return at > now and at - now or 0
end
local fresh = left(r)
if taken then fresh = 1000000 end
return {'value', v, left(e), fresh, must}
