-- SPDX-License-Identifier: MIT

-- The options that choose rows and columns, and what `call` shows to people.
local lark = require "lark"
local script = require "support.script"
local simulator = require "support.simulator"

local LIST = "hire.external_application.list"
local TALENT = "talent_id=6960663240925956660"

describe("lualark call, for people", function()
  local sim

  setup(function() sim = simulator.start("--limits", "off") end)
  teardown(function() sim:stop() end)

  local function call(...) return sim:call(...) end

  it("shows labels and dates in a table, values in CSV and JSON", function()
    for _, format in ipairs { "table", "md", "html" } do
      local shown = call(LIST, TALENT, "--format", format, "--zone", "Asia/Shanghai").out
      assert.matches("sourced by HR", shown, 1, true)
      assert.matches("experienced hires", shown, 1, true)
      assert.matches("2021-04-15 23:24", shown, 1, true)
      -- A page sorts by the values, and has them beside the dates.
      assert.equal(format == "html", shown:find("1618500278", 1, true) ~= nil)
    end
    for _, format in ipairs { "csv", "json", "ndjson" } do
      local shown = call(LIST, TALENT, "--format", format).out
      assert.matches("1618500278644", shown, 1, true)
      assert.is_nil(shown:find("sourced by HR", 1, true))
    end
    -- One record, too.
    assert.matches("create_time +2021%-04%-20 06:16\n", call("hire.referral.get_by_application",
      "application_id=6134134355464633", "--format", "table", "--zone", "UTC").out)
  end)

  it("shows a block of lines for each row with --vertical", function()
    local ended = call(LIST, TALENT, "--vertical", "--zone", "UTC")
    assert.equal(0, ended.status)
    assert.matches("── 1 ──\nid +6989202908470446380\n", ended.out)
    assert.matches("\ndelivery_type +sourced by HR\n", ended.out)
    ended = call(LIST, TALENT, "--vertical", "--format", "csv")
    assert.equal(2, ended.status)
    assert.matches("--vertical is a look of --format table, not of csv", ended.err, 1, true)
  end)

  it("chooses columns and rows in every format", function()
    local ended = call(LIST, TALENT, "--columns", "stage,id", "--format", "csv")
    assert.equal("stage,id\r\n简历初筛,6989202908470446380\r\n", ended.out)
    ended = call(LIST, TALENT, "--columns=id", "--where", "delivery_type=1", "--where=stage=简历初筛")
    assert.same({ { id = "6989202908470446380" } }, lark.decode(ended.out))
    -- A label is a value where labels are shown.
    ended = call(LIST, TALENT, "--where", "delivery_type=sourced by HR", "--format", "table")
    assert.matches("6989202908470446380", ended.out, 1, true)
    ended = call(LIST, TALENT, "--where", "delivery_type=2", "--format", "ndjson")
    assert.equal("", ended.out)
  end)

  it("stops reading pages at the limit, and sorts what it read", function()
    local talent
    for _, candidate in ipairs(sim:company().talents) do
      if candidate.external_applications > 25 then talent = "talent_id=" .. candidate.id end
    end
    local before = sim:stats().requests
    local ended = call(LIST, talent, "--all", "--limit", "5", "--format", "ndjson")
    assert.equal(0, ended.status)
    assert.equal(5, select(2, ended.out:gsub("\n", "")))
    assert.is_true(sim:stats().requests - before <= 2) -- a token, a page
    before = sim:stats().requests
    ended = call(LIST, talent, "--all", "--limit", "5", "--format", "csv", "--columns", "id,stage")
    assert.equal(0, ended.status)
    assert.matches("^id,stage\r\n%d", ended.out)
    assert.equal(6, select(2, ended.out:gsub("\n", "")))
    assert.is_true(sim:stats().requests - before <= 2)
    -- The second page fails: what was read is shown, and called incomplete.
    sim:faults { "code,code=1002002,skip=1,endpoint=" .. LIST }
    ended = call(LIST, talent, "--all", "--limit", "15")
    sim:faults {}
    assert.equal(6, ended.status)
    assert.equal(10, #lark.decode(ended.out))
    assert.matches("the list is incomplete: 10 items were read", ended.err, 1, true)
    ended = call(LIST, talent, "--all", "--sort", "-create_time", "--limit", "9",
      "--format", "ndjson")
    local last = math.huge
    for line in ended.out:gmatch "[^\n]+" do
      local at = lark.decode(line).create_time
      assert.is_true(at <= last)
      last = at
    end
    assert.equal(9, select(2, ended.out:gsub("\n", "")))
  end)

  local WRONG = {
    { { "--columns", "id,stge" }, '--columns: the answer has no "stge"; did you mean "stage"?' },
    { { "--where", "stge=x" }, '--where: the answer has no "stge"' },
    { { "--sort", "-stge" }, '--sort: the answer has no "stge"' },
    { { "--where", "stage" }, "--where stage: it is KEY=VALUE" },
    { { "--columns", "id,," }, "--columns id,,: keys with commas between them" },
    { { "--limit", "-1" }, "--limit -1: a number of rows" },
    { { "--limit", "99999999999999999999" }, "--limit 99999999999999999999: a number of rows" },
  }
  for _, case in ipairs(WRONG) do
    it("sends nothing for " .. table.concat(case[1], " "), function()
      local before = sim:stats().requests
      local ended = call(LIST, TALENT, table.unpack(case[1]))
      assert.equal(2, ended.status)
      assert.matches(case[2], ended.err, 1, true)
      assert.equal("", ended.out)
      assert.equal(before, sim:stats().requests)
    end)
  end

  it("refuses to choose rows of one record", function()
    local ended = call("hire.referral.get_by_application", "application_id=6134134355464633",
      "--limit", "1")
    assert.equal(2, ended.status)
    assert.matches("answers with one record", ended.err, 1, true)
  end)
end)

describe("lualark run", function()
  local scripts
  setup(function() scripts = script.new() end)
  teardown(function() scripts:remove() end)

  for _, options in ipairs { {}, { "--sandbox" } } do
    local function run(text, ...)
      local words = table.move(options, 1, #options, 1, {})
      for _, word in ipairs { ... } do words[#words + 1] = word end
      return scripts:run(text, words, {}, {})
    end

    it("chooses from the rows of a script " .. table.concat(options), function()
      local text = "return { { n = 1, m = 'a' }, { n = 12, m = 'b' }, { n = 3, m = 'a' } }"
      local ended = run(text, "--where", "m=a", "--sort=-n", "--columns", "n", "--format=csv")
      assert.equal("", ended.err)
      assert.equal("n\r\n3\r\n1\r\n", ended.out)
      assert.matches("^── 1 ──\nm  a\nn  1\n", run(text, "--vertical", "--limit", "1").out)
      ended = run(text, "--sort", "q")
      assert.equal(1, ended.status)
      assert.matches('--sort: no row has "q"', ended.err, 1, true)
    end)
  end
end)
