-- ends: done {"count":3000,"first":"ada","keys":600,"order":[1,2,3,5,8],"stack":[3,2,1],"vector":"(4, 6)"}
local Vector = {}
Vector.__index = Vector
Vector.__add = function(a, b) return Vector.new(a.x + b.x, a.y + b.y) end
Vector.__tostring = function(v) return ("(%d, %d)"):format(v.x, v.y) end
Vector.__eq = function(a, b) return a.x == b.x and a.y == b.y end
function Vector.new(x, y) return setmetatable({ x = x, y = y }, Vector) end
assert(Vector.new(1, 2) == Vector.new(1, 2))

-- Keys of all kinds, in tables that grow.
local t, count = {}, 0
for i = 1, 3000 do t["key " .. i] = i end
for _ in pairs(t) do count = count + 1 end
local mixed, keys = {}, 0
for i = 1, 200 do mixed[i * 2.5], mixed[-i * 1000], mixed[{}] = i, i, i end
for _ in pairs(mixed) do keys = keys + 1 end

local people = { { "eve", 3 }, { "ada", 1 }, { "bob", 2 } }
table.sort(people, function(a, b) return a[2] < b[2] end)
local order = { 5, 3, 8, 1, 2 }
table.sort(order)
local stack = {}
for i = 1, 3 do table.insert(stack, 1, i) end
return { count = count, keys = keys, first = people[1][1], order = order,
  stack = stack, vector = tostring(Vector.new(1, 2) + Vector.new(3, 4)) }
