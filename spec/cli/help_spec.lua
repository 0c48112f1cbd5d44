-- SPDX-License-Identifier: MIT

-- The help of the commands, and the command line that their options declare.
local process = require "support.process"

local lualark = os.getenv "LARK_BUILD" .. "/bin/lualark"

local OPTIONS = {
  run = { "format", "output", "table", "totals", "columns", "where", "sort",
    "limit", "vertical", "record", "replay", "max-age", "redact", "redact-key",
    "sandbox", "memory", "time", "instructions", "print-limit", "flame", "debug",
    "max-errors", "quiet", "define", "profile", "store", "ca-file", "lenient", "verbose" },
  call = { "all", "rows", "concurrency", "key", "journal", "retry", "skip", "dry-run", "yes",
    "format", "output", "columns", "where", "sort", "limit", "vertical", "record", "replay",
    "max-age", "redact", "redact-key", "define", "zone", "profile", "store", "ca-file", "lenient",
    "quiet", "verbose" },
  journal = { "retry", "skip", "max-age", "zone", "format", "output", "columns", "where", "sort",
    "limit", "vertical" },
  recording = { "max-age", "zone", "format", "output", "columns", "where", "sort", "limit",
    "vertical" },
  schema = { "format", "define", "events" },
  repl = { "define", "profile", "store", "ca-file", "lenient", "verbose" },
  doctor = { "format", "output", "profile", "store", "ca-file", "lenient", "verbose" },
  explain = { "define" },
  help = {},
  drift = { "all", "format", "output", "define", "verbose" },
  store = { "format", "output", "store" },
  queue = { "format", "output", "name", "at-once", "tries", "patience", "stay", "store",
    "profile", "ca-file", "lenient", "verbose" },
}

local function run(...) return process.run { lualark, ... } end

describe("the help", function()
  for command, options in pairs(OPTIONS) do
    it("lists every option, each once: " .. command, function()
      local shown = {}
      for name in run(command, "--help").out:gmatch "\n  %-%-([%a-]+)" do
        shown[#shown + 1] = name
      end
      options[#options + 1] = "lang" -- each command has it
      table.sort(shown)
      table.sort(options)
      assert.same(options, shown)
    end)

    it("fits on a terminal: " .. command, function()
      local ended = run(command, "--help")
      assert.equal(0, ended.status)
      assert.matches("^Usage: lualark " .. command, ended.out)
      for line in ended.out:gmatch "[^\n]+" do assert.is_true(#line <= 88, line) end
    end)

    it("is in the overview: " .. command, function()
      assert.matches("\n  " .. command .. " ", run("--help").out, 1, true)
    end)
  end
end)

describe("the command line", function()
  local DRY = { "call", "hire.referral.search", "talent_id=1" }

  local function dry(...)
    local words = table.move(DRY, 1, #DRY, 1, {})
    return run(table.unpack(table.move({ ... }, 1, select("#", ...), #DRY + 1, words)))
  end

  it("takes options anywhere, abbreviated, and values in two ways", function()
    local whole = dry("--dry-run", "--format", "json")
    assert.equal(0, whole.status)
    assert.equal(whole.out, dry("--dry", "--form=json").out)
    assert.equal(whole.out, run("call", "--format=json", "--dry-run", DRY[2], DRY[3]).out)
  end)

  it("takes no more options after --", function()
    local ended = dry("--dry-run", "--", "--format")
    assert.equal(2, ended.status)
    assert.matches('"--format" is neither key=value nor key:=JSON', ended.err, 1, true)
  end)

  it("refuses an abbreviation of several options", function()
    local ended = run("run", "--re", "x")
    assert.equal(2, ended.status)
    assert.matches("option '--re' is ambiguous: --record, --replay", ended.err, 1, true)
    assert.equal(2, dry("--dry-run", "--re=x").status)
  end)

  it("says what is wrong, and where the help is", function()
    for message, words in pairs {
      ["unrecognized option '--bogus'"] = { "run", "--bogus" },
      ["option '--format' requires an argument"] = { "run", "--format" },
      ["option '--sandbox' doesn't allow an argument"] = { "run", "--sandbox=1", "x" },
      ["invalid option -- 'x'"] = { "run", "-x" },
    } do
      local ended = run(table.unpack(words))
      assert.equal(2, ended.status)
      assert.equal(("lualark: %s\nTry: lualark run --help\n"):format(message), ended.err)
    end
    assert.matches("\nTry: lualark --help\n", run("--bogus").err, 1, true)
    assert.equal("lualark: there is no command dance\nTry: lualark --help\n", run("dance").err)
  end)
end)
