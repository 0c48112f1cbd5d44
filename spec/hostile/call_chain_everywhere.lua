-- ends: limit longer than -- memory=67108864 time=300
-- The same wherever Lua calls something for a script: iterators, metamethods, variables that
-- are closed, tail calls; on a stack that deep recursion has made large.
local mt = {}
local a = setmetatable({}, mt)
mt.__call = a
local function deep(n) if n > 0 then return 1 + deep(n - 1) end return 0 end
deep(15000)
for _, event in ipairs { "index", "newindex", "add", "sub", "mul", "div", "mod", "pow", "unm",
                         "idiv", "band", "bor", "bxor", "shl", "shr", "bnot", "concat", "len",
                         "eq", "lt", "le", "close", "tostring", "pairs" } do
  mt["__" .. event] = a
end
local b = setmetatable({}, mt)
local tries = {
  function() for _ in a do end end,
  function() for _ in pairs(a) do end end,
  function() local x <close> = a end,
  function() return a(1, 2, 3) end,
  function() return a(table.unpack({}, 1, 200)) end,
  function() return a + 1 end, function() return -a end, function() return a .. "x" end,
  function() return a < b end, function() return a <= b end, function() return a == b end,
  function() return #a end, function() return a.x end, function() a.x = 1 end,
  function() return tostring(a) end, function() return ~a end, function() return 1 // a end,
  function() return table.sort({ 1, 2, 3 }, a) end,
  function() return ("x"):gsub("x", a) end,
  function() return coroutine.wrap(a) end,
  function() return pcall(a) end, function() return xpcall(error, a) end,
  function() return load(a) end, function() return select(2, a()) end,
}
while true do
  for _, try in ipairs(tries) do pcall(try) end
end
