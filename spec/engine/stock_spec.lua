-- SPDX-License-Identifier: MIT

-- A sandboxed script beside a stock Lua: docs/sandbox.md tells all differences.
local files = require "support.files"
local process = require "support.process"

local lualark = os.getenv "LARK_BUILD" .. "/bin/lualark"
local page = os.getenv "LARK_SOURCE" .. "/docs/sandbox.md"

-- The results of the expressions, a line each: their values, or "raised" and the error.
local function values_of(command, expressions)
  local lines = {}
  for i, expression in ipairs(expressions) do
    lines[i] = ("print((function(...) local t = {} for i = 1, select('#', ...) do "
      .. "t[i] = tostring((select(i, ...))) end return table.concat(t, ' ') end)(%s))")
      :format(expression)
  end
  local path = files.temporary(table.concat(lines, "\n") .. "\n")
  local words = table.pack(table.unpack(command))
  words[#words + 1] = path
  local ended = process.run(words)
  os.remove(path)
  assert(ended.status == 0, ended.err)
  local found = {}
  for line in ended.out:gmatch "[^\n]*" do
    found[#found + 1] = line:gsub(path:gsub("%p", "%%%0"), "PATH")
  end
  return found
end

local function both(expressions)
  return values_of({ "lua5.4" }, expressions),
    values_of({ lualark, "run", "--sandbox" }, expressions)
end

-- The rows of the page's table: expression, stock, sandboxed.
local function differences()
  local section = files.read(page):match "## Differences from a stock Lua\n(.-)\n## "
  local rows = { expressions = {}, stock = {}, sandboxed = {} }
  for row in section:gmatch "\n(| `[^\n]*) |" do
    local expression, stock, sandboxed =
      row:match "^| `(.-)`[^|`]*[^|]* | `([^|]*)` | `([^|]*)`$"
    assert(expression, row)
    table.insert(rows.expressions, expression)
    table.insert(rows.stock, stock)
    table.insert(rows.sandboxed, sandboxed)
  end
  return rows
end

-- The same in both.
local alike = {
  [[pcall(os.date, "%Q")]],
  [[pcall(os.date, "*t", "x")]],
  [[os.date("!%Y-%m-%d", 86400)]],
  [[pcall(load, function() error("x", 0) end)]],
  [[pcall(load, function() error("x") end)]],
  [[pcall(load, function() return {} end)]],
  [[select("#", pcall(load, function() error({}) end))]],
  [[type(select(3, pcall(load, function() error({}) end)))]],
  [[type(select(2, pcall(load, function() return load(5) end)))]],
  [[load(5)]],
  [[load("x =")]],
  [[load("return 1", "=n", "b")]],
  [[load((function() local n = 0 return function() n = n + 1
    return n == 1 and "return " or n == 2 and 5 or nil end end)())()]],
  [[pcall(load)]],
  [[pcall(load, {})]],
  [[#load("return {" .. ("{ id = 12345, name = 'some name' },"):rep(9000) .. "}")()]],
  [[#load("return {" .. ("{ id = 12345, name = 'some name' },"):rep(30000) .. "}")()]],
  [[pcall(coroutine.wrap(function() error("deep", 0) end))]],
  [[pcall(coroutine.wrap(function() error("deep") end))]],
  [[coroutine.resume(coroutine.create(function() error({}, 0) end)) == false]],
  [[coroutine.close(coroutine.create(print))]],
  [[coroutine.wrap(function() return coroutine.isyieldable(),
    select(2, coroutine.running()) end)()]],
  [[pcall(string.rep)]],
  [[pcall(string.format, "%d", 1.5)]],
  [[pcall(string.format, "%Q", 1)]],
  [[pcall(setmetatable, 1, {})]],
  [[pcall(next, {}, "x")]],
  [[pcall(tostring)]],
  [[pcall(string.char, 256)]],
  [[pcall(utf8.char, -1)]],
  [[pcall(math.max)]],
  [[pcall(table.concat, { {} })]],
  [[pcall(table.unpack, {}, 1, 1 << 40)]],
  [[pcall(ipairs)]],
  [[pcall(table.sort, { 1, "x" })]],
  [[pcall(error)]],
}

describe("a sandboxed script", function()
  it("differs from a stock Lua as the page says", function()
    local rows = differences()
    assert.is_true(#rows.expressions >= 9)
    local stock, sandboxed = both(rows.expressions)
    for i, expression in ipairs(rows.expressions) do
      assert.equal(rows.stock[i], stock[i], expression)
      assert.equal(rows.sandboxed[i], sandboxed[i], expression)
    end
  end)

  it("is the same otherwise", function()
    local stock, sandboxed = both(alike)
    for i, expression in ipairs(alike) do
      assert.equal(stock[i], sandboxed[i], expression)
    end
  end)
end)
