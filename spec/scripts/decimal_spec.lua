-- SPDX-License-Identifier: MIT
local decimal = require "lark.decimal"

local function sum(...)
  local total = decimal.accumulator()
  for _, value in ipairs { ... } do total:add(value) end
  return total:value()
end

-- An integer of so many hundred-thousandths... as a decimal text.
local function as_text(units, places)
  local digits = ("%d"):format(math.abs(units))
  digits = ("0"):rep(places + 1 - #digits) .. digits
  local fraction = places > 0 and "." .. digits:sub(#digits - places + 1) or ""
  return (units < 0 and "-" or "") .. digits:sub(1, #digits - places) .. fraction
end

describe("decimal.accumulator", function()
  it("adds exactly where floats do not", function()
    assert.equal(0.3, sum(0.1, 0.2))
    assert.equal(0, sum(0.1, 0.2, -0.3))
    assert.equal(0.3, sum("0.1", "0.20"))
    local total = decimal.accumulator()
    for _ = 1, 100000 do total:add(0.1) end
    assert.equal(10000, total:value())
  end)

  it("returns an integer if the sum is whole", function()
    assert.equal("integer", math.type(sum(0.5, 0.5)))
    assert.equal("integer", math.type(sum(1, 2)))
    assert.equal(0, sum())
  end)

  it("returns digits if no number is that exact", function()
    assert.equal("9223372036854775808", sum(math.maxinteger, 1))
    assert.equal("-9223372036854775809", sum(math.mininteger, -1))
    assert.equal("9007199254740993.5", sum(9007199254740993, 0.5))
    assert.equal(math.maxinteger, sum(math.maxinteger, 1, -1))
    assert.equal(5, sum(1e22, -1e22, 5))
  end)

  it("agrees with integers on random amounts", function()
    math.randomseed(20261121)
    for _ = 1, 500 do
      local total, units = decimal.accumulator(), 0
      for _ = 1, math.random(1, 40) do
        local number, places = math.random(-10 ^ 9 // 1, 10 ^ 9 // 1), math.random(0, 6)
        local text = as_text(number, places)
        total:add(math.random() < 0.5 and tonumber(text) or text)
        units = units + number * 10 ^ (6 - places) // 1
      end
      assert.equal(as_text(math.tointeger(units), 6), decimal.text(total:value(), 6))
    end
  end)

  it("refuses values that are no numbers", function()
    for _, value in ipairs { "12a", "0x10", "", ".", 0 / 0, 1 / 0, {}, "1e999999" } do
      assert.is_false(decimal.is(value))
      assert.error_matches(function() sum(value) end, "is no number")
    end
    assert.equal(100000, sum("1e5"))
  end)
end)

describe("decimal.subtract and add", function()
  it("are exact", function()
    assert.equal(0.2, decimal.subtract(0.3, 0.1))
    assert.equal(3.1, decimal.add("1.10", 2))
  end)
end)

describe("decimal.text", function()
  it("rounds the decimal as written, halves away from zero", function()
    assert.equal("0.13", decimal.text(0.125, 2))
    assert.equal("1.01", decimal.text(1.005, 2)) -- a float just below it
    assert.equal("-0.01", decimal.text(-0.005, 2))
    assert.equal("1000.00", decimal.text(999.995, 2))
    assert.equal("3", decimal.text(2.5, 0))
    assert.equal("10", decimal.text(9.5, 0))
  end)

  it("writes no negative zero", function()
    assert.equal("0.00", decimal.text(-0.001, 2))
    assert.equal("0.00", decimal.text(-0.0, 2))
  end)

  it("fills up places, for numbers of any size", function()
    assert.equal("12.00", decimal.text(12, 2))
    assert.equal("12.30", decimal.text("12.3", 2))
    assert.equal("0.000", decimal.text(1e-7, 3))
    assert.equal("1000000000000000000000.00", decimal.text(1e21, 2))
    assert.equal("9223372036854775807.00", decimal.text(math.maxinteger, 2))
  end)

  it("is nil for values that are no numbers", function()
    assert.is_nil(decimal.text("abc", 2))
    assert.is_nil(decimal.text(0 / 0, 2))
    assert.is_nil(decimal.text(true, 2))
  end)
end)
