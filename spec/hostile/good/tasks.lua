-- ends: done {"errors":1,"order":"abc","results":[1,4,9,false,25],"slept":true}
local lark = require "lark"
local order = {}
local function after(seconds, name)
  lark.sleep(seconds)
  order[#order + 1] = name
  return name
end
local started = os.clock()
local tasks = { lark.spawn(after, 0.03, "c"), lark.spawn(after, 0.02, "b"),
  lark.spawn(after, 0.01, "a") }
for _, task in ipairs(tasks) do task:await() end
local results, errors = lark.map({ 1, 2, 3, 4, 5 }, function(n)
  if n == 4 then error "not four" end
  lark.sleep(0.001 * n)
  return n * n
end, { concurrency = 2 })
return { order = table.concat(order), results = results, errors = errors.n,
  slept = os.clock() >= started }
