#!lua
-- SPDX-License-Identifier: MIT

-- The budget of an endpoint:
--
--     KEYS[1]  a hash   F       slots of attempts without an answer
--                       f:ID    those of a session
--                       u1, u2  answered attempts that each window still counts
--                       v:ID    how many slots a session has had, for fairness
--                       V       the most of these
--                       h       nothing is granted until then
--                       a       the limit that the platform named
--                       n       the endpoint's name, for people
--     KEYS[2]  sessions, by when they count as dead
--     KEYS[3]  sessions that wait, by how many slots they have had
--     KEYS[4]  sessions that wait, by when they must have asked again
--     KEYS[5]  and so on, one for each window: answered attempts, by when they
--              were answered. A member is ID:NUMBER:CALLS.
--
-- ARGV: 1 the session's ID; 2 "k" it is known, "n" it is new, "r" it was known
-- to a server that has lost this; 3 its attempts without an answer; 4 wanted
-- slots; 5 how many more it likes in advance; 6 for how long it lives on without
-- a word, 0: it leaves; 7 hold for so long; 8 the limit that the platform
-- named, 0: none; 9 the endpoint's name; 10 answered attempts, NUMBER:CALLS:AGE
-- each; 11 and 12, and so on: each window's limit and length.
--
-- Reply: granted slots (-1: the session is not known: it must tell all), how
-- long to wait for others, how many sessions wait, how many there are.

local t = redis.call('TIME')
local now = t[1] * 1000000 + t[2]
local B, S, Q, P = KEYS[1], KEYS[2], KEYS[3], KEYS[4]
local me, n = ARGV[1], #KEYS - 4
local flight, wanted = tonumber(ARGV[3]), tonumber(ARGV[4])
local extra, lease = tonumber(ARGV[5]), tonumber(ARGV[6])
local old = redis.call('HGET', B, 'f:' .. me)
if not old and ARGV[2] == 'k' then return {-1, 0, 0, 0} end
local most, window, longest = {}, {}, 0
for i = 1, n do
  most[i] = tonumber(ARGV[9 + 2 * i])
  window[i] = tonumber(ARGV[10 + 2 * i])
  if window[i] > longest then longest = window[i] end
end
local shortest = longest
for i = 1, n do
  if window[i] < shortest then shortest = window[i] end
end
local function count(field, by)
  if by ~= 0 then redis.call('HINCRBY', B, field, by) end
end
local function note(member, at, calls)
  for i = 1, n do
    if at + window[i] > now and
       redis.call('ZADD', KEYS[4 + i], 'NX', at, member) == 1 then
      count('u' .. i, calls)
    end
  end
end
-- Sessions that died: their attempts count as answered now.
local dead = redis.call('ZRANGEBYSCORE', S, '-inf', now, 'LIMIT', 0, 100)
for _, id in ipairs(dead) do
  local left = tonumber(redis.call('HGET', B, 'f:' .. id) or 0)
  if left > 0 and id ~= me then
    count('F', -left)
    note(string.format('%s:d%.0f:%d', id, now, left), now, left)
  end
  if id ~= me then redis.call('HDEL', B, 'f:' .. id, 'v:' .. id) end
  redis.call('ZREM', S, id)
  redis.call('ZREM', Q, id)
  redis.call('ZREM', P, id)
end
-- Answered attempts that no window counts any more.
for i = 1, n do
  local w, before = KEYS[4 + i], now - window[i]
  local gone = redis.call('ZRANGEBYSCORE', w, '-inf', before)
  local calls = 0
  for _, member in ipairs(gone) do
    calls = calls + tonumber(member:match(':(%d+)$'))
  end
  if #gone > 0 then
    redis.call('ZREMRANGEBYSCORE', w, '-inf', before)
    count('u' .. i, -calls)
  end
end
-- The session's arguments.
for number, calls, age in ARGV[10]:gmatch('(%d+):(%d+):(-?%d+)') do
  note(me .. ':' .. number .. ':' .. calls, now - tonumber(age),
       tonumber(calls))
end
count('F', flight - tonumber(old or 0))
local hold = tonumber(redis.call('HGET', B, 'h') or 0)
local longer = tonumber(ARGV[7])
-- Others may have to tell the same: nobody gets a slot until they have had
-- the time of a window for that.
if ARGV[2] == 'r' and not old and (flight > 0 or ARGV[10] ~= '') and
   redis.call('HEXISTS', B, 'n') == 0 and shortest > longer then
  longer = shortest
end
if longer > 0 and now + longer > hold then
  hold = now + longer
  redis.call('HSET', B, 'h', string.format('%.0f', hold))
end
local named = tonumber(redis.call('HGET', B, 'a') or 0)
local told = tonumber(ARGV[8])
if told > 0 and (named == 0 or told < named) then
  named = told
  redis.call('HSET', B, 'a', named)
end
if named > 0 and n > 0 and named < most[1] then most[1] = named end
-- A session that leaves.
redis.call('ZREM', P, me)
redis.call('ZREM', Q, me)
local ttl = math.ceil((longest + lease) / 1000) + 60000
local function keep()
  for i = 1, #KEYS do redis.call('PEXPIRE', KEYS[i], ttl) end
end
if lease == 0 then
  redis.call('HDEL', B, 'f:' .. me, 'v:' .. me)
  redis.call('ZREM', S, me)
  keep()
  return {0, 0, 0, 0}
end
-- How many slots are free, and since when the fullest window has none.
local used = tonumber(redis.call('HGET', B, 'F') or 0)
local free, wait = wanted + extra, 0
for i = 1, n do
  local left = most[i] - used -
    tonumber(redis.call('HGET', B, 'u' .. i) or 0)
  if left < free then free = left end
  if left < wanted then
    local first = redis.call('ZRANGE', KEYS[4 + i], 0, 0, 'WITHSCORES')[2]
    local us = 20000
    if first then us = tonumber(first) + window[i] - now end
    if us > wait then wait = us end
  end
end
if hold > now then
  free = 0
  if hold - now > wait then wait = hold - now end
end
if free < 0 then free = 0 end
-- Fair shares: who has had fewer goes first, for as long as it asks in time.
local late = redis.call('ZRANGEBYSCORE', P, '-inf', now, 'LIMIT', 0, 100)
for _, id in ipairs(late) do
  redis.call('ZREM', P, id)
  redis.call('ZREM', Q, id)
end
local had = tonumber(redis.call('HGET', B, 'v:' .. me) or 0)
local top = tonumber(redis.call('HGET', B, 'V') or 0)
local sessions = redis.call('ZCARD', S)
local waiting = redis.call('ZCARD', Q)
local grant = 0
if wanted > 0 then
  local credit = n > 0 and most[1] or 0
  if sessions > 8 then credit = math.floor(credit * 8 / sessions) end
  if had < top - credit then had = top - credit end
  grant = math.min(free, wanted)
  local first = redis.call('ZRANGE', Q, 0, 0, 'WITHSCORES')
  if first[1] then
    local step = math.floor(most[1] / (waiting + 1))
    if step < 1 then step = 1 end
    local may = tonumber(first[2]) + step - had
    if may < 0 then may = 0 end
    if may < grant then
      grant = may
      if wait < 2000 then wait = 2000 end
    end
  elseif free > wanted then
    grant = math.min(free, wanted + extra)
  end
  had = had + grant
  redis.call('HSET', B, 'v:' .. me, had)
  if had > top then redis.call('HSET', B, 'V', had) end
  if grant < wanted then
    redis.call('ZADD', Q, had, me)
-- Those far behind in the line need not ask before it is their turn.
    local rank = redis.call('ZRANK', Q, me)
    if n > 0 then
      local turn = math.floor(rank * window[1] / most[1] / 2)
      if turn > wait then wait = turn end
    end
    if wait < 1000 then wait = 1000 end
    redis.call('ZADD', P, now + wait + 20000, me)
  end
end
redis.call('HSET', B, 'f:' .. me, flight + grant, 'n', ARGV[9])
count('F', grant)
redis.call('ZADD', S, now + lease, me)
keep()
return {grant, math.ceil(wait), waiting, redis.call('ZCARD', S)}
