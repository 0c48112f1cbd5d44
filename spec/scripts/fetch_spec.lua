-- SPDX-License-Identifier: MIT
local fetch = require "lark.fetch"

local function double(id)
  if id % 2 == 0 then return nil, "even" end
  return { id * 2 }
end

describe("fetch.all", function()
  it("returns the results in the order of the ids, and the failures", function()
    local found, errors = fetch.all { a = { { 1, 2, 3 }, double }, b = { { 5 }, double } }
    assert.same({ a = { { 2 }, { 6 } }, b = { { 10 } } }, found)
    assert.same({ n = 1, { what = "a", id = 2, error = "even" } }, errors)
  end)

  it("returns the first error if every call failed", function()
    local found, err = fetch.all { a = { { 2, 4 }, double } }
    assert.is_nil(found)
    assert.equal("even", err)
  end)

  it("returns empty lists without ids", function()
    assert.same({ a = {} }, (fetch.all { a = { {}, double } }))
  end)
end)
