-- ends: limit collide -- time=3000
-- Finds out the seed of Lua's string hashes, and makes strings that share a place:
-- finding one of them goes through all.
local byte, char = string.byte, string.char
local K <const> = 12
local SIZE <const> = 1 << K
local MASK <const> = SIZE - 1
-- A table that tells where a string is put: each node has a dead integer key.
local t = {}
local BASE = (SIZE - 1) << 32
for i = 0, SIZE - 2 do t[BASE + i] = 1 end
for i = 0, SIZE - 2 do t[BASE + i] = nil end
local function place(x)
  t[x] = 1
  local lo, hi = -1, SIZE - 1 -- lo < p <= hi
  while hi - lo > 1 do
    local mid = (lo + hi) // 2
    local ok, k = pcall(next, t, BASE + mid)
    if ok and k == x then lo = mid else hi = mid end
  end
  t[x] = nil
  t[BASE + hi] = 1
  t[BASE + hi] = nil
  return hi
end
local function hash(seed, s)
  local h = seed ~ #s
  for i = #s, 1, -1 do h = (h ~ ((h << 5) + (h >> 2) + byte(s, i))) & 0xffffffff end
  return h
end
local seed = place("")
local bits = K
local cands = { seed }
for n = 1, 10 do
  local x = ("\1\2\3\4\5\6\7\8\11\12"):sub(1, n)
  local p = place(x)
  local nextc = {}
  for _, c in ipairs(cands) do
    for b = 0, 3 do
      local s = c | b << bits
      if hash(s, x) & MASK == p then nextc[#nextc + 1] = s end
    end
  end
  cands = nextc
  bits = bits + 2
end
seed = cands[1]
-- Strings of a length whose hash has the same low 15 bits.
local function colliding(count, suffix)
  local LOW <const>, len = (1 << 15) - 1, 5 + #suffix
  local start = seed ~ len
  for i = #suffix, 1, -1 do start = (start ~ ((start << 5) + (start >> 2) + byte(suffix, i))) & 0xffffffff end
  local found, n = {}, 0
  for c5 = 48, 122 do for c4 = 48, 122 do
    local h5 = (start ~ ((start << 5) + (start >> 2) + c5)) & 0xffffffff
    local h4 = (h5 ~ ((h5 << 5) + (h5 >> 2) + c4)) & 0xffffffff
    for c3 = 48, 122 do
      local h3 = (h4 ~ ((h4 << 5) + (h4 >> 2) + c3)) & 0xffffffff
      for c2 = 48, 122 do
        local h2 = (h3 ~ ((h3 << 5) + (h3 >> 2) + c2)) & 0xffffffff
        local m = (h2 << 5) + (h2 >> 2)
        local c1 = (h2 - m) & 255  -- low 8 bits of the result: 0
        if c1 >= 48 and c1 <= 122 and c1 ~= 92 and c2 ~= 92 and c3 ~= 92 and c4 ~= 92 and c5 ~= 92
          and (h2 ~ (m + c1)) & LOW == 0 then
          n = n + 1
          found[n] = char(c1, c2, c3, c4, c5) .. suffix
          if n == count then return found end
        end
      end
    end
  end end
end

-- Lua keeps short strings in one table. Long ones are hashed only as keys of a table
-- of the script's.
local suffix = seed % 2 == 0 and "" or ("x"):rep(228)
local all = colliding(8200, suffix)
local keys = {}
for i = 1, #all do
  keys[all[i]] = 1
  all[i] = nil
end
