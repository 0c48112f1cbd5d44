-- SPDX-License-Identifier: MIT
local arguments = require "lark.arguments"
local lark = require "lark"

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
    assert.same({ days = 30, share = 0.5, zone = "local", all = false,
      dry_run = false, help = false }, read())
    assert.same({ days = 7, share = 0.5, zone = "UTC", all = true, lang = "zh",
      dry_run = true, help = false, "a.csv", "b" },
      read("--days", "7", "a.csv", "--zone=UTC", "--all", "--lang", "zh", "--dry-run", "b"))
    assert.equal(0.25, read("--share=0.25").share)
  end)

  it("has no language unless one was given: the report takes the one that is set", function()
    assert.is_nil(read().lang)
    for _, name in ipairs { "zh", "zh-CN", "zh_CN", "zh_CN.UTF-8" } do
      assert.equal("zh", read("--lang", name).lang)
    end
    assert.equal("--lang is one of en, zh", refused("--lang", "zhuang"))
    -- A script with a default of its own keeps it.
    assert.equal("zh", arguments.read({}, { lang = { "zh", "en" } }).lang)
    assert.equal("en", arguments.read({ "--lang", "en" }, { lang = { "zh", "en" } }).lang)
  end)

  it("says what is wrong in the language that is set", function()
    local set = lark.language()
    lark.set_language "zh"
    local msg, hint = refused("--days", "many"), select(2, read("--dayz")).hint
    lark.set_language(set)
    assert.same({ "--days 需要一个整数", "运行 --help 可查看所有选项。" }, { msg, hint })
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
