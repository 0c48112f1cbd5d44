-- SPDX-License-Identifier: MIT

-- The cost of one endpoint must not depend on how many a program defined, and too many end in an
-- error. Instructions are counted by valgrind.
local instructions = require "support.instructions"
local lark = require "lark"

-- A sanitized build does not run under valgrind.
local test = os.getenv "LARK_CFLAGS" and pending or it

local PROGRAM = [[
  local lark = require "lark"
  local client = assert(lark.client { app_id = "cli_a", app_secret = "secret-1" })
  local function own(kind, from, to)
    local list = {}
    for i = from, to do list[kind .. ".thing_" .. i .. ".get"] = { get = "/open-apis/x" } end
    return list
  end
  local function measure(work)
    collectgarbage()
    work()
    mark()
    work()
    mark()
  end
  local from = 1
  for _, to in ipairs { 20, 2000 } do
    assert(client:define(own("own", from, to)))
    assert(lark.define(own("all", from, to)))
    for i = from, to do assert(client:schema("all.thing_" .. i .. ".get")) end
    from = to + 1
    measure(function() assert(not pcall(function() return client.own.thin end)) end)
    measure(function() assert(client:schema "all.thing_1.get") end)
    local more = 100000 + to
    measure(function()
      assert(client:define(own("own", more, more + 20)))
      more = more + 50
    end)
  end
]]

local NAMES = { "a typo in the client's tree", "a name that lark.define added",
  "another definition" }

describe("endpoints that a program defines", function()
  test("do not raise the cost of others", function()
    local counts = instructions.of(PROGRAM)
    for i, what in ipairs(NAMES) do
      local few, many = counts[2 * i], counts[2 * (#NAMES + i)]
      assert.is_true(many <= 1.3 * few, ("%s: %.0f with 20, %.0f with 2,000"):format(
        what, few, many))
    end
  end)

  it("end in an error that names the limit", function()
    local client = assert(lark.client { app_id = "cli_a", app_secret = "secret-1" })
    local own = {}
    for i = 1, 20001 do own["own.thing_" .. i .. ".get"] = { get = "/open-apis/own/v1/thing" } end
    local done, err = client:define(own)
    assert.is_nil(done)
    assert.equal("param", err.kind)
    assert.matches("more than 20000 endpoints: define those that are called", err.msg)
    client:close()
  end)

  it("are listed once, those of the client with those of the Lua state", function()
    local client = assert(lark.client { app_id = "cli_a", app_secret = "secret-1" })
    local get = { get = "/open-apis/own/v1/thing", aliases = { "listed.other.get" } }
    assert(lark.define { ["listed.both.get"] = { get = get.get }, ["listed.shared.get"] = get })
    assert(client:define { ["listed.both.get"] = { get = get.get },
      ["listed.client.get"] = { get = get.get } })
    local function listed(names)
      local found = {}
      for _, name in ipairs(names) do
        if name:find "^listed%." then found[#found + 1] = name end
      end
      return found
    end
    assert.same({ "listed.both.get", "listed.client.get", "listed.shared.get" },
      listed(client:endpoints()))
    assert.same({ "listed.both.get", "listed.shared.get" }, listed(lark.endpoints()))
    client:close()
  end)
end)
