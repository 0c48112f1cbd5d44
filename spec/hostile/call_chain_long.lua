-- ends: done ["'__call' chain too long",200,5202,"ok"] -- memory=67108864 time=3000
-- Long chains, and long lists of arguments below which Lua would put each link.
local function chain(links)
  local last = function(...) return select("#", ...) end
  for _ = 1, links do last = setmetatable({}, { __call = last }) end
  return last
end
local ok, why = pcall(chain(15000))
assert(not ok)
local count = chain(199)()
for _ = 1, 50 do assert(pcall(chain(199))) end
local many = chain(199)(table.unpack({}, 1, 5003))
local changed = setmetatable({}, { __index = {} })
getmetatable(changed).__call = function() return "ok" end
return { why:match("'__call'.*"), count + 1, many, changed() }
