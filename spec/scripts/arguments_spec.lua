-- SPDX-License-Identifier: MIT
local arguments = require "lark.arguments"

local DEFAULTS = {
  days = 30, share = 0.5, zone = "local", all = false, lang = { "en", "zh" }, dry_run = false,
}

local function read(...) return arguments.read({ ... }, DEFAULTS) end

local function refused(...)
  local given, err = read(...)
  assert.is_nil(given)
  assert.equal("param", err.kind)
  return err.msg
end

describe("arguments.read", function()
  it("reads options, their defaults and the other words", function()
    assert.same({ days = 30, share = 0.5, zone = "local", all = false, lang = "en",
      dry_run = false, help = false }, read())
    assert.same({ days = 7, share = 0.5, zone = "UTC", all = true, lang = "zh",
      dry_run = true, help = false, "a.csv", "b" },
      read("--days", "7", "a.csv", "--zone=UTC", "--all", "--lang", "zh", "--dry-run", "b"))
    assert.equal(0.25, read("--share=0.25").share)
  end)

  it("always has --help, and takes words after -- as they are", function()
    assert.is_true(read("--help").help)
    assert.is_true(read("-h").help)
    assert.same({ "--days", "-h" }, { table.unpack(read("--", "--days", "-h")) })
  end)

  it("returns a param error that says what is wrong", function()
    assert.equal("there is no option --dayz", refused("--dayz", "7"))
    assert.equal("--days needs a whole number", refused("--days", "many"))
    assert.equal("--days needs a whole number", refused("--days", "2.5"))
    assert.equal("--share needs a number", refused("--share", "half"))
    local _, err = arguments.read({ "--on", "2026-02-31" }, { on = "now" })
    assert.equal("--on: 2026-02-31 is no day, such as 2026-11-21", err.msg)
    assert.equal("now", arguments.read({}, { on = "now" }).on)
    assert.matches("--zone: there is no time zone Nowhere/X here", refused("--zone", "Nowhere/X"),
      1, true)
    assert.equal("--days needs a value", refused("--days"))
    assert.equal("--lang is one of en, zh", refused("--lang", "fr"))
    assert.equal("--all takes no value", refused("--all=1"))
  end)
end)
