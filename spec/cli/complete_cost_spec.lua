-- SPDX-License-Identifier: MIT

-- The cost of TAB in lualark repl must grow no faster than the text and the endpoints, in
-- instructions at two sizes.
local instructions = require "support.instructions"

-- A sanitized build does not run under valgrind.
local test = os.getenv "LARK_CFLAGS" and pending or it

local PROGRAM = [[
  local lark = require "lark"
  require "support.command"
  local complete = require "lualark.repl.complete"
  local world = { globals = {}, catalog = lark, is_client = function() end }
  local function measure(text)
    collectgarbage()
    mark()
    complete.complete(text, world)
    mark()
  end
  local function define(from, to)
    local own = {}
    for i = from, to do
      own["own.thing_" .. i .. ".get"] = { get = "/open-apis/own/v1/thing" }
    end
    assert(lark.define(own))
  end
  complete.complete("client.hire.", world)
  collectgarbage "generational"
  for _, size in ipairs { 1000, 10000 } do
    for _, text in ipairs {
      ("x"):rep(size), ("1 "):rep(size // 2), ("x."):rep(size // 2),
      "f{" .. ("a = 1, "):rep(size // 7), 'f{ a = "' .. ("x"):rep(size),
      "f{ a =" .. (" "):rep(size), ("f{"):rep(size // 2),
    } do measure(text) end
  end
  define(1, 200)
  measure "client.own.thing_1"
  define(201, 3800)
  measure "client.own.thing_1"
]]

local TEXTS = { "a word", "numbers", "a path", "fields", "an open string", "spaces", "brackets" }

describe("completion", function()
  test("takes no more for each byte of a longer text, nor for each of more endpoints", function()
    local counts = instructions.of(PROGRAM)
    -- The work between two measures is counted, too.
    local function measured(at) return counts[2 * at] end
    for i, what in ipairs(TEXTS) do
      local few, many = measured(i), measured(#TEXTS + i) / 10
      assert.is_true(many <= 1.3 * few, ("%s: %.0f for 1,000 bytes, %.0f for each 1,000 of 10,000")
        :format(what, few, many))
    end
    -- The catalog has some two hundred.
    local few, many = measured(#TEXTS * 2 + 1) / 400, measured(#TEXTS * 2 + 2) / 4000
    assert.is_true(many <= 1.3 * few, ("%.0f for each of 400 endpoints, %.0f of 4,000"):format(
      few, many))
  end)
end)
