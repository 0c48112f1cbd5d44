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

local lark = require "lark"

-- A function that fails with an error of this kind for the ids that `fails` picks, and counts.
local function asker(kind, fails)
  local asked = { n = 0 }
  return asked, function(id)
    asked.n = asked.n + 1
    if not fails or fails(id) then
      return nil, lark.error { kind = kind, code = 1, msg = "no " .. kind }
    end
    return { id }
  end
end

local function ids(count)
  local list = {}
  for i = 1, count do list[i] = "id" .. i end
  return list
end

describe("fetch.all, with an error for all ids", function()
  for _, kind in ipairs { "permission", "config", "auth" } do
    it("asks once for an error of " .. kind .. ", and lists every id", function()
      local asked, ask = asker(kind)
      local other, fine = asker(kind, function() return false end)
      local found, errors = fetch.all { a = { ids(300), ask }, b = { ids(3), fine } }
      assert.equal(1, asked.n)
      assert.equal(3, other.n)
      assert.equal(3, #found.b)
      assert.equal(300, errors.n)
      for i = 1, 300 do
        assert.equal("id" .. i, errors[i].id)
        assert.equal(kind, errors[i].error.kind)
      end
    end)
  end

  it("goes on where a permission is missing for some ids only", function()
    local asked, ask = asker("permission", function(id) return id ~= "id1" end)
    local _, errors = fetch.all { a = { ids(20), ask } }
    assert.equal(20, asked.n)
    assert.equal(19, errors.n)
  end)

  it("asks every id where the first one alone is wrong", function()
    local asked, ask = asker("api", function(id) return id == "id1" end)
    local found = fetch.all { a = { ids(20), ask } }
    assert.equal(20, asked.n)
    assert.equal(19, #found.a)
  end)
end)

describe("fetch.all with max_errors", function()
  it("stops after so many equal failures in a row", function()
    local asked, ask = asker("api", function(id) return id ~= "id1" end)
    local found, errors = fetch.all({ a = { ids(400), ask } }, { max_errors = 5 })
    assert.equal(1, #found.a)
    assert.equal(399, errors.n)
    assert.equal(6, asked.n)
    assert.equal("limit", errors[399].error.kind)
    assert.matches("after 5 equal errors in a row", tostring(errors[399].error), 1, true)
  end)

  it("counts anew after a success or another error", function()
    local asked, ask
    asked, ask = asker("api", function() return asked.n % 3 ~= 0 end)
    fetch.all({ a = { ids(8), ask } }, { max_errors = 3 })
    assert.equal(8, asked.n)
  end)

  it("refuses what is no number of errors", function()
    assert.error_matches(function() fetch.all({}, { max_errors = 0 }) end, "integer from 1 on")
    assert.error_matches(function() fetch.stop_after(0) end, "integer from 1 on")
  end)
end)
