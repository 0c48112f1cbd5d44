-- SPDX-License-Identifier: MIT

-- Many equal errors of one run: one line on standard error, and --max-errors.
local script = require "support.script"
local terminal = require "support.terminal"

-- Its runs need no simulator.
local file = script.new { env = function() return {} end }

local READS = [[
local fetch, lark, report = require "lark.fetch", require "lark", require "lark.report"
local ids, asked = {}, 0
for i = 1, 50 do ids[i] = "id" .. i end
local found, errors = fetch.all { a = { ids, function(id)
  asked = asked + 1
  if asked > 1 then return nil, lark.error { kind = "api", msg = "gone: " .. id } end
  return { id = id }
end } }
if not found then return nil, errors end
return report.new("T"):note("asked " .. asked):table("Rows", found.a), errors
]]

local function run(...) return file:run(READS, { ... }) end

teardown(function() file:remove() end)

describe("equal errors of a run", function()
  it("are one line on standard error, with their number and the first ids", function()
    local ended = run()
    assert.equal(6, ended.status)
    assert.equal("lualark: 1, 2, 3, … (49 rows): id id2, id3, id4, …, what a: gone: id2 (api)\n",
      (ended.err:gsub("id%d+, id%d+, id%d+", "id2, id3, id4"):gsub("gone: id%d+", "gone: id2")))
    assert.matches("asked 50", ended.out, 1, true)
    assert.matches("Incomplete: 49 rows are missing.", ended.out, 1, true)
  end)

  it("end the reading after --max-errors of them", function()
    local ended = run("--max-errors", "4")
    assert.equal(6, ended.status)
    assert.matches("asked 5\n", ended.out, 1, true)
    assert.matches("%(4 rows%): id .-, what a: gone", ended.err)
    assert.matches("%(45 rows%): id .-, what a: not read, after 4 equal errors in a row", ended.err)
    -- A sandboxed script may be preempted between an answer and its count.
    ended = run("--sandbox", "--max-errors", "4")
    assert.matches("not read, after %d equal errors in a row", ended.err)
  end)

  it("need a number", function()
    for _, text in ipairs { "0", "x", "-1", "1.5" } do
      local ended = run("--max-errors", text)
      assert.equal(2, ended.status)
      assert.matches("--max-errors " .. text .. ": a number from 1 on", ended.err, 1, true)
    end
  end)
end)

describe("--quiet", function()
  it("shows no progress, and errors all the same", function()
    local text = 'local lark = require "lark"\n'
      .. "lark.map({ 1, 2 }, function() lark.sleep(0.7) end, { concurrency = 1 })\nerror 'no'"
    file:write(text)
    local started <close> = terminal.start { script.lualark, "run", "--quiet", file.path }
    local _, shown = started:finish()
    assert.is_nil(shown:find("of 2", 1, true))
    assert.matches("no", shown, 1, true)
  end)
end)
