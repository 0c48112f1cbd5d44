-- ends: done "as in stock Lua" -- memory=33554432
-- Values with __call behave as in a stock Lua, which ends alike.
local out = {}
local function add(value) out[#out + 1] = value end
local function message(f, ...) return (select(2, pcall(f, ...)):gsub("^.-:%d+: ", "")) end
local join = setmetatable({}, { __call = function(_, ...) return table.concat({ ... }, ":") end })
add(join(1, 2, 3))
add(message(function() local t = {} t() end))
add(message(function() local t = { f = setmetatable({}, {}) } return t.f(1) + 1 end))
add(message(function() g = setmetatable({}, { __index = {} }) local x = g() return x end))
local blame = setmetatable({}, { __call = function() error("blamed", 2) end })
local _, where = pcall(function() blame() return 1 end) -- line 12
local deep deep = setmetatable({}, { __call = function(_, n)
  if n == 0 then return 0 end
  return 1 + deep(n - 1)
end })
add(deep(15000))
local yields = setmetatable({}, { __call = function(_, a)
  local b = coroutine.yield(a)
  local c = coroutine.yield(b)
  return c
end })
local co = coroutine.wrap(function(...) return yields(...) end)
add(co("a") .. ":" .. co("b") .. ":" .. co("c"))
local mt = {}
local later = setmetatable({}, mt)
function mt.__call() return "later" end
add(later())
mt.__call = nil
add("gone: " .. tostring((pcall(later))))
local three = setmetatable({}, { __call = function(_, ...) return ... end })
local a, b, c = three(4, nil, 6)
add(tostring(a) .. "," .. tostring(b) .. "," .. tostring(c))
add(where:match("(%d+: .*)"))
local inner = setmetatable({}, { __call = function(_, outer, x) return "f " .. outer.name .. " " .. x end })
add(setmetatable({ name = "a" }, { __call = inner })(1))
local names = {}
for name in pairs(getmetatable(setmetatable({}, { __index = {}, __call = print }))) do
  names[#names + 1] = name
end
table.sort(names)
add(table.concat(names, ","))
add(({ pcall(setmetatable({}, { __call = function() return "wrapped" end })) })[2])
local count = 0
for _ in setmetatable({}, { __call = function(_, _, last)
  return (last or 0) < 3 and (last or 0) + 1 or nil
end }) do count = count + 1 end
add("iterated " .. count)
local wanted = {
  "1:2:3", "attempt to call a table value (local 't')",
  "attempt to call a table value (field 'f')", "attempt to call a table value (global 'g')",
  15000, "a:b:c", "later", "gone: false", "4,nil,6", "12: blamed", "f a 1", "__call,__index",
  "wrapped", "iterated 3",
}
for i = 1, #wanted do assert(out[i] == wanted[i], i .. ": " .. tostring(out[i])) end
return "as in stock Lua"
