-- SPDX-License-Identifier: MIT

-- --output: the file is tried before the run, appears whole or not at all, and keeps its
-- mode and owner.
local files = require "support.files"
local process = require "support.process"

local lualark = os.getenv "LARK_BUILD" .. "/bin/lualark"

describe("--output", function()
  local dir

  before_each(function()
    dir = files.folder()
  end)
  after_each(function() files.remove(dir) end)

  local function write(name, text)
    local file = assert(io.open(dir .. "/" .. name, "wb"))
    file:write(text)
    file:close()
    return dir .. "/" .. name
  end

  local function run(script, ...)
    return process.run { lualark, "run", write("script.lua", script), ... }
  end

  local function facts(path)
    return (process.run { "stat", "-c", "%a %u %g", path }.out:gsub("\n", ""))
  end

  local ROWS = "return { { a = 1 } }"

  it("takes the format from the ending", function()
    for name, words in pairs {
      ["x.json"] = '^%[\n', ["x.ndjson"] = '^{"a":1}\n', ["x.jsonl"] = '^{"a":1}\n',
      ["x.csv"] = "^\xEF\xBB\xBFa\r\n1", ["x.md"] = "^| *a", ["x.html"] = "^<!", ["x.HTM"] = "^<!",
      ["x.txt"] = "^a\n", ["x"] = "^a\n", ["a.json/x"] = "^a\n",
    } do
      os.execute("mkdir -p " .. dir .. "/a.json")
      local done = run(ROWS, "--output", dir .. "/" .. name)
      assert.equal(0, done.status, done.err)
      assert.equal("", done.out)
      assert.matches(words, files.read(dir .. "/" .. name), 1)
    end
    assert.equal(0, run(ROWS, "--output", dir .. "/x.json", "--format", "csv").status)
    assert.matches("^\xEF\xBB\xBFa", files.read(dir .. "/x.json"))
  end)

  it("- is standard output, and a script's print goes elsewhere", function()
    local done = run("print 'hello' " .. ROWS, "--output", "-")
    assert.same({ 0, "a\n─\n1\n" }, { done.status, done.out })
    assert.matches("hello", done.err)
    assert.is_nil(files.read "-")
  end)

  it("keeps mode and owner of a file that is there", function()
    local path = write("old.json", "old")
    os.execute("chmod 640 " .. path)
    -- Another owner can be given only by root.
    os.execute(("chown 1234:1235 %s 2>/dev/null"):format(path))
    local before = facts(path)
    assert.equal(0, run(ROWS, "--output", path).status)
    assert.equal(before, facts(path))
    assert.matches('"a": 1', files.read(path))
  end)

  it("writes through a link, and leaves it a link", function()
    local path = write("old.json", "old")
    os.execute(("ln -s old.json %s/link.json"):format(dir))
    assert.equal(0, run(ROWS, "--output", dir .. "/link.json").status)
    assert.matches('"a": 1', files.read(path))
    assert.equal(0, process.run({ "test", "-L", dir .. "/link.json" }).status)
  end)

  it("leaves the old file whole where the run fails", function()
    local path = write("old.json", "old")
    for _, script in ipairs {
      "error 'no'", "return nil, 'no'", "return { { print } }", "os.exit(1)", "not Lua",
    } do
      assert.not_equal(0, run(script, "--output", path).status)
      assert.equal("old", files.read(path))
    end
    assert.equal("old.json\nscript.lua\n", process.run({ "ls", dir }).out)
    os.remove(path)
    assert.not_equal(0, run("error 'no'", "--output", path).status)
    assert.equal("script.lua\n", process.run({ "ls", dir }).out)
  end)

  it("is tried before the run", function()
    local touched = dir .. "/touched"
    local script = ("io.open(%q, 'w'):close() return 1"):format(touched)
    for _, path in ipairs { dir, dir .. "/missing/x.json", "/proc/nowhere.json" } do
      local done = run(script, "--output", path)
      assert.equal(1, done.status)
      assert.matches("cannot write " .. path, done.err, 1, true)
      assert.is_nil(files.read(touched))
    end
    local done = process.run { lualark, "call", "hire.referral.search", "talent_id=1", "--dry-run",
      "--output", dir }
    assert.same({ 1, "" }, { done.status, done.out })
    assert.matches("is a directory", done.err)
  end)

  it("writes to pipes and devices as they are", function()
    assert.equal(0, run(ROWS, "--output", "/dev/null").status)
    os.execute(("mkfifo %s/pipe; timeout 20 cat %s/pipe > %s/got &"):format(dir, dir, dir))
    assert.equal(0, run(ROWS, "--output", dir .. "/pipe", "--format", "json").status)
    for _ = 1, 100 do
      if (files.read(dir .. "/got") or "") ~= "" then break end
      os.execute "sleep 0.02"
    end
    assert.matches('"a": 1', files.read(dir .. "/got"))
  end)
end)
