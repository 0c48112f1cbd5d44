-- SPDX-License-Identifier: MIT

-- lualark call --rows: one call for each row of a CSV file.
local files = require "support.files"
local lark = require "lark"
local process = require "support.process"
local simulator = require "support.simulator"
local terminal = require "support.terminal"

local lualark = os.getenv "LARK_BUILD" .. "/bin/lualark"
local TALENT = "6930815272790114324"
local NOTE = "hire.note.create"

describe("call --rows", function()
  local sim, path

  setup(function() sim = simulator.start("--limits", "off") end)
  teardown(function() sim:stop() end)
  before_each(function()
    path = os.tmpname()
    sim:reset()
  end)
  after_each(function()
    sim:faults {}
    os.remove(path)
  end)

  -- Runs it with a file of this text.
  local function run(text, ...)
    files.write(path, text)
    return sim:call(...)
  end

  local function rows_of(ended) return assert(lark.decode(ended.out), ended.err) end

  it("calls once for each row, and numbers the results", function()
    local ended = run(("talent_id,content,#name\n%s,one,Ann\n%s,two,Bo\n"):format(TALENT, TALENT),
      NOTE, "--rows", path, "--yes", "--format", "json")
    assert.equal("", ended.err)
    assert.equal(0, ended.status)
    local rows = rows_of(ended)
    assert.same({ 1, 2 }, { rows[1].row, rows[2].row })
    assert.same({ "done", "done" }, { rows[1].outcome, rows[2].outcome })
    assert.same({ "one", "two" }, { rows[1].content, rows[2].content })
    assert.equal(2, sim:count(NOTE))
  end)

  it("shows a table with the row's number by default", function()
    local ended = run("referral_account_id\n6942778198054125570\n404\n",
      "hire.referral_account.get_account_assets", "--rows", path)
    assert.equal(6, ended.status)
    assert.matches("\nrow +outcome", ended.out)
    assert.matches("\n +2 +failed", ended.out)
    assert.matches("1002553", ended.out, 1, true)
    assert.matches("1 of 2 rows failed", ended.err, 1, true)
  end)

  it("reads, too, with a line for each item of a list, and follows the pages", function()
    local talents = sim:company().talents
    files.write(path, ("talent_id\n%s\n%s\n"):format(talents[1].id, talents[2].id))
    local all = sim:client().hire.external_application.list.all { talent_id = talents[1].id }
    local rows = rows_of(sim:call("hire.external_application.list", "page_size=10", "--rows", path,
      "--all", "--format", "json"))
    local first = 0
    for _, row in ipairs(rows) do
      first = first + (row.row == 1 and 1 or 0)
      assert.equal(talents[row.row].id, row.talent_id or talents[row.row].id)
    end
    assert.equal(#all, first)
    assert.is_true(first > 20)
    assert.equal(2, rows[#rows].row)
  end)

  it("sends nested columns, lists and times, and leaves empty cells out", function()
    local function body_of(text, ...)
      files.write(path, text)
      local words = { "--rows", path, "--dry-run", "--format", "json", "--zone", "UTC" }
      table.move({ ... }, 1, select("#", ...), #words + 1, words)
      local rows = rows_of(sim:call(table.unpack(words)))
      return lark.decode(rows[1].body)
    end
    local CREATE = "hire.external_application.create"
    local body = body_of(("talent_id,create_time,stage\n%s,2024-01-31,\n"):format(TALENT), CREATE)
    assert.same({ talent_id = TALENT, create_time = 1706659200000 }, body)
    files.write(path, "a.name,a.phones.2,a.phones.10,a.phones.1\nAnn,3,,123\n")
    local rows = rows_of(sim:call("POST", "/open-apis/x/v1/things", "--rows", path, "--dry-run",
      "--format", "json"))
    assert.equal('{"a":{"name":"Ann","phones":["123","3"]}}', rows[1].body)
    body = body_of("employee_id,conversion_info.actual_conversion_time\n7,2024-01-31\n",
      "hire.employee.patch", "operation=1")
    assert.same({ operation = 1,
      conversion_info = { actual_conversion_time = 1706659200000 } }, body)
  end)

  it("shows all requests and sends nothing with --dry-run", function()
    local ended = run(("talent_id,content\n%s,one\n%s,two\n"):format(TALENT, TALENT),
      NOTE, "--rows", path, "--dry-run")
    assert.equal(0, ended.status)
    assert.matches("\n +2 +POST +/open%-apis/hire/v1/notes", ended.out)
    assert.equal(0, sim:stats().requests)
  end)

  it("checks all rows before the first is sent", function()
    local ended = run(("talent_id,content\n%s,one\n,two\n%s,\n"):format(TALENT, TALENT),
      NOTE, "--rows", path, "--yes")
    assert.equal(2, ended.status)
    assert.matches("nothing was sent", ended.err, 1, true)
    assert.matches("row 2: .*talent_id", ended.err)
    assert.matches("row 3: .*content", ended.err)
    assert.equal(0, sim:stats().requests)
  end)

  it("refuses columns that are no parameters, and wrong words", function()
    local CASES = {
      { "talent_id,contnt\n1,x\n", {}, "no parameter contnt; did you mean content?" },
      { "talent_id,a b\n1,x\n", {}, 'column "a b" is no parameter' },
      { "talent_id,content\n1,x\n", { "content=y" }, "content is in the file and on the" },
      { "talent_id,content,content.x\n1,x,y\n", {}, "two values of one parameter" },
      { "talent_id,content\n", {}, "there are no rows" },
      { "talent_id,content\n1,x\n", { "--concurrency", "0" }, "--concurrency 0: a number" },
      { "talent_id,content\n1,x\n", { "--key", "a" }, "takes no key" },
    }
    for _, case in ipairs(CASES) do
      local ended = run(case[1], NOTE, "--rows", path, "--yes", table.unpack(case[2]))
      assert.equal(2, ended.status, case[3])
      assert.matches(case[3], ended.err, 1, true)
    end
    assert.equal(2, sim:call(NOTE, "--concurrency", "3", "--yes").status)
    assert.equal(0, sim:stats().requests)
    os.remove(path)
    assert.equal(2, sim:call(NOTE, "--rows", path, "--yes").status)
  end)

  it("refuses columns of which one would be lost", function()
    local LIST_OR_OBJECT = "one leads into a list, the other into an object"
    local CASES = {
      { "a.1,a.x", LIST_OR_OBJECT }, { "a.b.x,a.b.2", LIST_OR_OBJECT },
      { "a,a.1", "columns a and a.1 are two values of one parameter" },
      { "a.x,a", "columns a and a.x are two values of one parameter" },
      { "a.b,a.b-c,a.b.d", "columns a.b and a.b.d are two values of one parameter" },
      { "a.1,a.01", "columns a.01 and a.1 are two values of one parameter" },
      { "a..b,a.b", 'column "a..b" is no parameter' },
    }
    for _, case in ipairs(CASES) do
      local cells = case[1]:gsub("[^,]+", "7")
      local ended = run(case[1] .. "\n" .. cells .. "\n", "POST", "/open-apis/x/v1/things",
        "--rows", path, "--dry-run", "--format", "json")
      assert.equal(2, ended.status, case[1])
      assert.matches(case[2], ended.err, 1, true)
    end
    -- An empty cell in the first row loses no column.
    local ended = run("a.x,a.column,a.kind,c\n,,,1\n2,,4,3\n", "POST", "/open-apis/x/v1/things",
      "--rows", path, "--dry-run", "--format", "json")
    assert.equal('{"a":{"kind":"4","x":"2"},"c":"3"}', rows_of(ended)[2].body)
  end)

  it("makes so many calls at once as --concurrency says", function()
    local slow = simulator.start("--limits", "off", "--latency", "30")
    local text = { "talent_id,content" }
    for i = 1, 12 do text[i + 1] = TALENT .. "," .. i end
    files.write(path, table.concat(text, "\n"))
    assert.equal(0, slow:call(NOTE, "--rows", path, "--yes", "--concurrency", "1").status)
    local one = slow:stats()
    slow:stop()
    assert.equal(12, one.endpoints[NOTE].requests)
  end)

  it("asks once for all rows, and shows the first", function()
    local text = { "talent_id,content" }
    for i = 1, 5 do text[i + 1] = TALENT .. ",text " .. i end
    files.write(path, table.concat(text, "\n"))
    local words = { lualark, "call", NOTE, "--rows", path }
    local ended = process.run(words, { env = sim:env() })
    assert.equal(2, ended.status)
    local seen <close> = terminal.start(words, sim:env())
    local shown = seen:await "[y/N] "
    assert.matches("5 times", shown, 1, true)
    assert.matches("text 3", shown, 1, true)
    assert.matches("and 2 more", shown, 1, true)
    assert.is_nil(shown:find("text 4", 1, true))
    assert.equal(0, sim:stats().requests)
    seen:ask("y\n", "5  done")
    assert.equal(0, (seen:finish()))
    assert.equal(5, sim:count(NOTE))
  end)

  it("shows progress on a terminal, and does all rows", function()
    local slow = simulator.start("--limits", "off", "--latency", "100")
    local text = { "talent_id,content" }
    for i = 1, 12 do text[i + 1] = TALENT .. "," .. i end
    files.write(path, table.concat(text, "\n"))
    local words = { lualark, "call", NOTE, "--rows", path, "--yes", "--concurrency", "1" }
    local function run_in(term, ...)
      local all = table.move({ ... }, 1, select("#", ...), #words + 1, { table.unpack(words) })
      local seen <close> = terminal.start(all, slow:env { TERM = term })
      local code, shown = seen:finish()
      assert.equal(0, code, shown)
      assert.is_nil(shown:find("failed", 1, true))
      assert.equal(12, select(2, shown:gsub("  done ", "")))
      return shown
    end
    local DRAWN = "\r\27%[K%d+ of 12, [%d.]+/s"
    assert.matches(DRAWN, run_in "xterm")
    assert.not_matches(" of 12", run_in("xterm", "--quiet"))
    assert.not_matches("\27%[K", run_in "dumb")
    assert.equal(36, slow:stats().endpoints[NOTE].requests)
    slow:stop()
  end)

  it("ends with the first error's status where no row was done", function()
    local ended = run("referral_account_id\n404\n405\n",
      "hire.referral_account.get_account_assets", "--rows", path)
    assert.equal(1, ended.status)
  end)

  it("gives each row a key of its own with --key, which makes repeats harmless", function()
    local CREATE = "hire.external_application.create"
    local text = ("talent_id\n%s\n%s\n"):format(TALENT, "6960663240925956660")
    files.write(path, text)
    local words = { CREATE, "--rows", path, "--yes", "--key", "import 1", "--format", "json" }
    sim:faults { "reset-after,endpoint=" .. CREATE .. ",times=2" }
    local first = rows_of(sim:call(table.unpack(words)))
    assert.equal("done", first[1].outcome)
    assert.equal("done", first[2].outcome)
    assert.equal(4, sim:count(CREATE))
    local second = rows_of(sim:call(table.unpack(words)))
    assert.equal(first[1].id, second[1].id)
    assert.equal(first[2].id, second[2].id)
    assert.not_equal(first[1].id, first[2].id)
  end)

  it("chooses from the results", function()
    local ended = run("referral_account_id\n6942778198054125570\n404\n",
      "hire.referral_account.get_account_assets", "--rows", path, "--columns", "row,outcome",
      "--where", "outcome=failed", "--format", "csv")
    assert.equal(6, ended.status)
    assert.equal("row,outcome\n2,failed\n", (ended.out:gsub("\r", "")))
  end)
end)
