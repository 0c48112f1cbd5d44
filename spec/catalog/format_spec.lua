-- SPDX-License-Identifier: MIT

-- The catalog's format: what it takes, and what it says of what it does not.
local format = dofile(os.getenv "LARK_SOURCE" .. "/core/catalog/format.lua")
local words = format.words

local function facts(more)
  local all = {
    doc = "Does it.", get = "/open-apis/hire/v1/things/:thing_id", limits = { "50/s" },
    path = { { "thing_id", words.id, "Which." } },
    returns = { { "thing", words.object "thing" { { "id", words.id, "Id." } }, "It." } },
  }
  for key, value in pairs(more or {}) do all[key] = value end
  return all
end

describe("format.endpoint", function()
  it("gives one plain shape", function()
    local made = format.endpoint("hire.thing.get", facts())
    assert.equal("GET", made.method)
    assert.same({ { max = 50, window_ms = 1000 } }, made.limits)
    assert.is_true(made.repeatable)
    assert.is_true(made.params[1].required)
    assert.equal("path", made.params[1].place)
    assert.is_nil(made.page)
  end)

  it("does not take a POST for repeatable unless it says so", function()
    local function post(repeatable)
      return format.endpoint("hire.thing.make", { post = "/x", repeatable = repeatable }).repeatable
    end
    assert.is_false(post())
    assert.is_true(post(true))
  end)

  it("finds out which endpoints are paged", function()
    local made = format.endpoint("hire.thing.list", {
      get = "/things", query = { { "page_token?", words.string } },
      returns = { { "things", words.array(words.id) }, { "has_more", words.boolean } },
    })
    assert.equal("things", made.page)
  end)

  it("takes types by name, as client:define may", function()
    local made = format.endpoint("hire.thing.list", { get = "/things",
      query = { { "n?", "integer" } } })
    assert.equal("integer", made.params[1].type.type)
    assert.is_false(made.params[1].required)
  end)

  -- what is wrong -> words of the message
  local WRONG = {
    ["path's :thing_id is not described"] = { path = {} },
    [":other is not in the path"] = { path = { { "other", words.id }, { "thing_id", words.id } } },
    ["so it is required"] = { path = { { "thing_id?", words.id } } },
    ["a limit reads like"] = { limits = { "50/hour" } },
    ["neither custom nor isv"] = { apps = { "internal" } },
    ["neither tenant nor app nor user nor none"] = { token = "bot" },
    ["unknown fact \"limit\""] = { limit = { "50/s" } },
    ["both get and post"] = { post = "/x" },
    ["stands in two places"] = { query = { { "thing_id", words.id } } },
    ["stands twice"] = { query = { { "a", words.id }, { "a", words.id } } },
    ["expected a type"] = { query = { { "a", 7 } } },
    ["no field name"] = { query = { { "a b", words.id } } },
    ["the enum holds a string"] = { query = { { "a", words.integer { enum = { "x" } } } } },
    ["unknown fact \"maximum\""] = { query = { { "a", words.integer { maximum = 1 } } } },
    ["doc must be a string, not a number"] = { doc = 5 },
  }
  for message, more in pairs(WRONG) do
    it("refuses what is wrong: " .. message, function()
      assert.error_matches(function() format.endpoint("hire.thing.get", facts(more)) end,
        message, 1, true)
    end)
  end

  it("refuses names that are none", function()
    for _, name in ipairs { "thing", "Hire.thing", "hire..x", "hire.x.", "" } do
      assert.has_error(function() format.endpoint(name, facts()) end)
    end
  end)
end)
