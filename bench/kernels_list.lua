-- SPDX-License-Identifier: MIT

--- Kernels for bench/kernels.lua: what programs compute, each for some tenths of a second. A
--- kernel returns a number, by which runs are compared. Runs in a stock Lua and in scripts.
local kernels = {}

function kernels.recursion()
  local function fibonacci(n) return n < 2 and n or fibonacci(n - 1) + fibonacci(n - 2) end
  return fibonacci(30)
end

function kernels.sieve()
  local count = 0
  for _ = 1, 2 do
    local composite = {}
    for i = 2, 300000 do
      if not composite[i] then
        count = count + 1
        for j = i * i, 300000, i do composite[j] = true end
      end
    end
  end
  return count
end

function kernels.orbits()
  local bodies = {}
  for i = 1, 5 do
    bodies[i] = { x = i * 3.1, y = i * i * 0.7, z = i * 0.2, vx = 0.1 * i, vy = 0.3 / i, vz = 0,
                  mass = 1 / i }
  end
  for _ = 1, 40000 do
    for i = 1, 5 do
      local a = bodies[i]
      for j = i + 1, 5 do
        local b = bodies[j]
        local dx, dy, dz = a.x - b.x, a.y - b.y, a.z - b.z
        local square = dx * dx + dy * dy + dz * dz + 0.01
        local pull = 0.001 / (square * square ^ 0.5)
        a.vx, a.vy, a.vz = a.vx - dx * b.mass * pull, a.vy - dy * b.mass * pull, a.vz - dz * pull
        b.vx, b.vy, b.vz = b.vx + dx * a.mass * pull, b.vy + dy * a.mass * pull, b.vz + dz * pull
      end
    end
    for i = 1, 5 do
      local a = bodies[i]
      a.x, a.y, a.z = a.x + a.vx * 0.001, a.y + a.vy * 0.001, a.z + a.vz * 0.001
    end
  end
  return math.floor(bodies[1].x * 1e6)
end

function kernels.fractal()
  local inside = 0
  for row = 0, 199 do
    local ci = row / 100 - 1
    for column = 0, 199 do
      local cr, r, i, n = column / 100 - 1.5, 0.0, 0.0, 0
      while n < 100 and r * r + i * i < 4 do
        r, i, n = r * r - i * i + cr, 2 * r * i + ci, n + 1
      end
      if n == 100 then inside = inside + 1 end
    end
  end
  return inside
end

function kernels.queens()
  local function place(n, row, columns, up, down)
    if row > n then return 1 end
    local found = 0
    for column = 1, n do
      if not columns[column] and not up[row + column] and not down[row - column + n] then
        columns[column], up[row + column], down[row - column + n] = true, true, true
        found = found + place(n, row + 1, columns, up, down)
        columns[column], up[row + column], down[row - column + n] = false, false, false
      end
    end
    return found
  end
  local found = 0
  for _ = 1, 6 do found = found + place(8, 1, {}, {}, {}) end
  return found
end

function kernels.objects()
  local Point = {}
  Point.__index = Point
  function Point.new(x, y) return setmetatable({ x = x, y = y }, Point) end
  function Point.__add(a, b) return Point.new(a.x + b.x, a.y + b.y) end
  function Point:length() return self.x + self.y end
  local sum, step = Point.new(0, 0), Point.new(1, 2)
  local total = 0
  for _ = 1, 400000 do
    sum = sum + step
    total = total + sum:length()
  end
  return total
end

function kernels.trees()
  local function tree(depth)
    if depth == 0 then return {} end
    return { tree(depth - 1), tree(depth - 1) }
  end
  local function count(node) return node[1] and 1 + count(node[1]) + count(node[2]) or 1 end
  local total = 0
  for _ = 1, 20 do total = total + count(tree(13)) end
  return total
end

function kernels.words()
  local text = ("the quick brown fox jumps over the lazy dog and runs far away "):rep(200)
  local counts, total = {}, 0
  for _ = 1, 60 do
    for word in text:gmatch("%a+") do counts[word] = (counts[word] or 0) + 1 end
    total = total + #text:gsub("o", "00"):upper()
  end
  for _, n in pairs(counts) do total = total + n end
  return total
end

function kernels.matrix()
  local n = 130
  local a, b, c = {}, {}, {}
  for i = 1, n do
    a[i], b[i], c[i] = {}, {}, {}
    for j = 1, n do a[i][j], b[i][j] = i + j, i - j end
  end
  for i = 1, n do
    for j = 1, n do
      local sum = 0
      for k = 1, n do sum = sum + a[i][k] * b[k][j] end
      c[i][j] = sum
    end
  end
  return c[n][n]
end

function kernels.closures()
  local function counter()
    local n = 0
    return function(by) n = n + by return n end
  end
  local total = 0
  for i = 1, 300000 do
    local count = counter()
    count(i)
    total = total + count(1)
  end
  return total
end

function kernels.sorting()
  local seed, list = 42, {}
  for i = 1, 30000 do
    seed = (seed * 1103515245 + 12345) % 2147483648
    list[i] = seed
  end
  local function quicksort(low, high)
    if low >= high then return end
    local pivot, i, j = list[(low + high) // 2], low, high
    while i <= j do
      while list[i] < pivot do i = i + 1 end
      while list[j] > pivot do j = j - 1 end
      if i <= j then
        list[i], list[j] = list[j], list[i]
        i, j = i + 1, j - 1
      end
    end
    quicksort(low, j)
    quicksort(i, high)
  end
  for _ = 1, 3 do
    quicksort(1, #list)
    for i = 1, #list, 2 do list[i], list[#list + 1 - i] = list[#list + 1 - i], list[i] end
  end
  return list[100]
end

function kernels.queue()
  local queue, first, last, total = {}, 1, 0, 0
  for i = 1, 500000 do
    last = last + 1
    queue[last] = i
    if i % 3 ~= 0 then
      total = total + queue[first]
      queue[first] = nil
      first = first + 1
    end
  end
  return total
end

function kernels.buffers()
  local total = 0
  for i = 1, 500 do
    local parts = {}
    for j = 1, 300 do parts[#parts + 1] = ("%d:%s"):format(i * j, "x") end
    total = total + #table.concat(parts, ",")
  end
  return total
end

function kernels.long_strings()
  local text = ""
  for _ = 1, 12000 do text = text .. "abcdefghij" end
  return #text
end

function kernels.beside_a_long_string()
  local kept, total = ("x"):rep(1000000), 0
  for i = 1, 3000000 do total = total + i % 7 end
  return total + #kept
end

function kernels.tables()
  local total = 0
  for i = 1, 60000 do
    local record = { id = i, name = "n" .. i % 100, tags = { i, i + 1 } }
    for key, value in pairs(record) do
      total = total + #key + (type(value) == "number" and 1 or 0)
    end
    for _, tag in ipairs(record.tags) do total = total + tag end
  end
  return total
end

function kernels.coroutines_create(count)
  local total = 0
  for i = 1, count or 60000 do
    local co = coroutine.create(function(a) return a end)
    local _, value = coroutine.resume(co, i)
    total = total + value
  end
  return total
end

function kernels.coroutines_resume(count)
  local numbers = coroutine.wrap(function()
    for i = 1, math.huge do coroutine.yield(i) end
  end)
  local total = 0
  for _ = 1, count or 500000 do total = total + numbers() end
  return total
end

return kernels
