-- SPDX-License-Identifier: MIT

-- scripts/rows_to_bitable.lua.
local workflows = require "support.workflow"

local CREATE = "bitable.app.table.record.batch_create"
local UPDATE = "bitable.app.table.record.batch_update"
local INTO = { "--into", "bascnSimulator/tblSimulator", "--key", "id" }

describe("rows_to_bitable", function()
  local flow
  before_each(function() flow = workflows.new "rows_to_bitable" end)
  after_each(function() flow:remove() end)

  workflows.it_is_a_workflow(it, "rows_to_bitable", { os.getenv "LARK_SOURCE"
    .. "/scripts/referral_report.csv", table.unpack(INTO) })

  local function words(...) return table.move({ ... }, 1, select("#", ...), 5,
    { table.unpack(INTO) }) end

  local function write(...)
    return flow:write("rows.csv", table.concat({ "id,name,days,since,late", ... }, "\n") .. "\n")
  end

  -- The records by their ids, each as one text.
  local function there()
    local found, count = {}, 0
    for _, record in ipairs(flow.sim:records "bitable_records") do
      local cells = record.fields
      local id = cells.id[1].text
      assert.is_nil(found[id], id)
      found[id] = ("%s %s"):format(cells.name and cells.name[1].text or "-",
        cells.days and tostring(cells.days) or "-")
      count = count + 1
    end
    return found, count
  end

  it("adds rows that are new, changes those that differ, and leaves the rest", function()
    local path = write("a,张三,3,2024-01-02,yes", "b,李四,,,", "c,王五,5,,no")
    flow:read(words(path))
    assert.same({ a = "张三 3", b = "李四 -", c = "王五 5" }, there())
    flow:read(words(path))
    assert.equal(1, flow.sim:count(CREATE))
    assert.equal(0, flow.sim:count(UPDATE))
    path = write("a,张三,4,2024-01-02,yes", "d,new,1,,", "c,,5,,no")
    local _, ended = flow:read(words(path))
    assert.matches("3 rows: 1 are new, 2 have changed, 0 are there", ended.out, 1, true)
    assert.same({ a = "张三 4", b = "李四 -", c = "- 5", d = "new 1" }, there())
    flow:read(words(path))
    assert.equal(2, flow.sim:count(CREATE))
    assert.equal(1, flow.sim:count(UPDATE))
  end)

  it("writes many rows in batches, and again those that somebody deleted", function()
    local lines = {}
    for i = 1, 1203 do lines[i] = ("r%d,n%d,%d,,"):format(i, i, i) end
    flow:read(words(write(table.unpack(lines))))
    assert.equal(1203, select(2, there()))
    assert.equal(3, flow.sim:count(CREATE))
    for i = 1, 1203 do lines[i] = ("r%d,n%d,%d,,"):format(i, i, i + 1) end
    flow:read(words(write(table.unpack(lines))))
    assert.equal("n7 8", there().r7)
    assert.equal(3, flow.sim:count(UPDATE))
  end)

  it("writes a report's table, under the bitable's names", function()
    local path = flow:path "report.json"
    flow.name = "open_applications"
    flow:run({ "--on", "2024-12-01", "--days", "1000" }, { "--output", path })
    flow.name = "rows_to_bitable"
    local found = flow:read(words(path, "--part", "late", "--fields", "id,candidate=name,days"))
    local records, count = there()
    assert.is_true(count > 5)
    assert.equal(count, found.steps[1].rows)
    for _, text in pairs(records) do assert.matches("^%S.* %d%d%d%d+$", text) end
    local ended = flow:run(words(path))
    assert.equal(1, ended.status)
    assert.matches("which table? It has stages, late", ended.err, 1, true)
  end)

  it("takes the address that a browser shows", function()
    flow:read { write "a,x,1,,", "--key", "id", "--into",
      "https://x.feishu.cn/base/bascnSimulator?from=1&table=tblSimulator&view=vew1" }
    assert.same({ a = "x 1" }, there())
  end)

  it("writes nothing in a dry run", function()
    local found, ended = flow:read(words(write("a,x,1,,", "b,y,2,,"), "--dry-run"))
    assert.equal("would be sent", found.steps[1].outcome)
    assert.matches("records/batch_create", found.steps[1].request, 1, true)
    assert.matches("2 are new", ended.out, 1, true)
    assert.equal(0, select(2, there()))
    assert.equal(0, flow:changes())
  end)

  it("neither doubles nor loses rows where answers are lost", function()
    local path = write("a,x,1,,", "b,y,2,,")
    flow.sim:faults { "reset-after,times=2,endpoint=" .. CREATE }
    flow:read(words(path))
    assert.is_true(flow.sim:count(CREATE) > 1)
    assert.equal(2, select(2, there()))
    -- A change has no key: it is not repeated, and the next run sees what came of it.
    for days, fault in pairs { [8] = "reset-after", [9] = "close-before" } do
      path = write("a,x,7,,", ("b,y,%d,,"):format(days))
      flow.sim:faults { fault .. ",endpoint=" .. UPDATE }
      assert.equal(4, flow:run(words(path)).status)
      flow.sim:faults {}
      flow:read(words(path))
      assert.same({ a = "x 7", b = "y " .. days }, there())
    end
    -- No answer comes at all: what was added is found.
    path = write("c,z,3,,", "d,z,4,,")
    flow.sim:faults { "close-after,times=99,endpoint=" .. CREATE }
    assert.not_equal(0, flow:run(words(path)).status)
    flow.sim:faults {}
    flow:read(words(path))
    assert.equal(4, select(2, there()))
  end)

  it("goes on past a batch that fails", function()
    local lines = {}
    for i = 1, 700 do lines[i] = ("r%d,n,%d,,"):format(i, i) end
    flow.sim:faults { "internal-error,times=99,endpoint=" .. CREATE }
    local path = write(table.unpack(lines))
    assert.not_equal(0, flow:run(words(path)).status)
    flow.sim:faults {}
    flow:read(words(path))
    assert.equal(700, select(2, there()))
  end)

  it("says what is wrong before it writes", function()
    local function refuses(wanted, given)
      local ended = flow:run(given)
      assert.is_true(ended.status == 1 or ended.status == 2, ended.err)
      assert.matches(wanted, ended.err, 1, true)
      assert.equal(1, select(2, ended.err:gsub("\n", "")), ended.err)
    end
    refuses("--into", {})
    refuses("--into", { "--into", "https://x.feishu.cn/wiki/abc", "--key", "id" })
    refuses("--key is missing", { "--into", "a/b" })
    refuses("which CSV file", words())
    refuses("there are no rows", words(write()))
    refuses("row 1: days is \"many\", which is not a number", words(write "a,x,many,,"))
    refuses("row 2: an earlier row is \"a\", too", words(write("a,x,1,,", "a,y,1,,")))
    refuses("row 2 has no id", words(write("a,x,1,,", ",y,1,,")))
    refuses("the bitable has no column \"nick\"",
      words(flow:write("other.csv", "id,nick\n1,x\n")))
    refuses("cannot be written from a text", words(flow:write("who.csv", "id,who\n1,x\n")))
    refuses("BaseTokenNotFound", { write "a,x,1,,", "--into", "other/tblSimulator", "--key", "id" })
    refuses("TableIdNotFound", { write "a,x,1,,", "--into", "bascnSimulator/tblX", "--key", "id" })
    assert.equal(0, flow:changes())
    -- Somebody added a row with the same key by hand.
    local client = flow.sim:client { limits = false }
    for _ = 1, 2 do
      assert(client.bitable.app.table.record.batch_create { app_token = "bascnSimulator",
        table_id = "tblSimulator", records = { { fields = { id = "a" } } } })
    end
    refuses("the bitable has two rows whose id is a", words(write "a,x,1,,"))
  end)
end)
