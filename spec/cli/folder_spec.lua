-- SPDX-License-Identifier: MIT

-- --output FOLDER/: a CSV file for each table of a report; all of them, or none.
local files = require "support.files"
local process = require "support.process"

local lualark = os.getenv "LARK_BUILD" .. "/bin/lualark"

describe("--output FOLDER/", function()
  local dir

  before_each(function()
    dir = files.folder()
  end)
  after_each(function() files.remove(dir) end)

  local function run(script, ...)
    local path = dir .. "/script.lua"
    files.write(path, script)
    local words = { lualark, "run", ... }
    table.move({ "--output", dir .. "/out/", path }, 1, 3, #words + 1, words)
    return process.run(words)
  end

  local function listed()
    return (process.run({ "ls", dir .. "/out" }).out:gsub("\n", " "))
  end

  local function out(name) return files.read(dir .. "/out/" .. name) end

  local REPORT = [[
    local r = require "lark.report".new "Two"
    r:table("People", { { id = "1", n = 2 }, { id = "2", n = 3 } },
      { "id", { key = "n", title = "N", total = "sum" } }, { id = "people" })
    r:table("账目", { { name = "张三, 李四" } })
    r:chart("Chart", { { x = "a", y = 1 } }, { kind = "bar", x = "x", y = "y" })
  ]]

  it("gets a file for each table, named by its id, with nothing but its rows", function()
    local done = run(REPORT .. "return r")
    assert.same({ 0, "", "" }, { done.status, done.out, done.err })
    assert.equal("people.csv table2.csv ", listed())
    assert.equal("\xEF\xBB\xBFid,N\r\n1,2\r\n2,3\r\n", out "people.csv")
    assert.equal('\xEF\xBB\xBFname\r\n"张三, 李四"\r\n', out "table2.csv")
    assert.equal(0, run(REPORT .. "return r", "--totals", "--format", "csv").status)
    assert.matches("\r\n,5\r\n$", out "people.csv")
    assert.equal(0, run(REPORT .. "return r", "--sandbox").status)
  end)

  it("says in files of their own what the result lacks, until a run is whole", function()
    local done = run(REPORT .. [[
      r:table("Odd", { { n = "x" } }, { { key = "n", type = "integer" } })
      return r, { [7] = { kind = "api", msg = "no" }, n = 1 }
    ]])
    assert.equal(6, done.status)
    assert.equal("_doubtful.csv _failed.csv _incomplete.txt people.csv table2.csv table3.csv ",
      listed())
    assert.matches("7,api,no", out "_failed.csv")
    assert.matches("Odd,1,n,.*is no number", out "_doubtful.csv")
    assert.equal("Incomplete: 1 row is missing.\n", out "_incomplete.txt")
    assert.equal(0, run(REPORT .. "return r").status)
    assert.equal("people.csv table2.csv table3.csv ", listed())
  end)

  it("stays as it is where a run fails", function()
    for _, script in ipairs { "error 'no'", "return nil, 'no'", "return 1",
      REPORT .. "r:table('Bad', { { a = function() end } }, { { key = 'a', "
        .. "value = function() error 'no' end } }) return r" } do
      assert.not_equal(0, run(script).status)
      assert.equal("", listed())
    end
    assert.equal(0, run(REPORT .. "return r").status)
    assert.not_equal(0, run(REPORT:gsub("n = 3", "n = 4") .. "error 'no'").status)
    assert.equal("\xEF\xBB\xBFid,N\r\n1,2\r\n2,3\r\n", out "people.csv")
  end)

  it("replaces no file where another cannot be written", function()
    assert.equal(0, run(REPORT .. "return r").status)
    os.execute(("ln -sf /dev/full %s/out/table2.csv"):format(dir))
    local done = run(REPORT:gsub("n = 3", "n = 4") .. "return r")
    assert.equal(1, done.status)
    assert.matches("cannot write " .. dir .. "/out/table2.csv", done.err, 1, true)
    assert.equal("\xEF\xBB\xBFid,N\r\n1,2\r\n2,3\r\n", out "people.csv")
    assert.equal("people.csv table2.csv ", listed())
  end)

  it("takes csv and tables only, and is tried before the run", function()
    local done = run(REPORT .. "return r", "--format", "json")
    assert.equal(2, done.status)
    assert.matches("a folder gets csv", done.err)
    assert.matches("the script returned none", run("return 1").err)
    assert.equal(0, run("return { { a = 1 } }").status)
    assert.equal("\xEF\xBB\xBFa\r\n1\r\n", out "rows.csv")
    local marker = ("io.open(%q, 'w'):close() "):format(dir .. "/touched")
    local path = dir .. "/script.lua"
    for _, place in ipairs { path .. "/", dir .. "/missing/out/" } do
      files.write(path, marker)
      done = process.run { lualark, "run", path, "--output", place }
      assert.equal(1, done.status)
      assert.matches("cannot write " .. place, done.err, 1, true)
      assert.is_nil(files.read(dir .. "/touched"))
    end
  end)

  it("lets no script choose a place outside", function()
    local done = run([[
      require "lark.render".write = function(_, _, put) put "=../evil.csv\n3\nabc" end
      return require "lark.report".new "x"
    ]])
    assert.not_equal(0, done.status)
    assert.is_nil(files.read(dir .. "/evil.csv"))
  end)
end)
