-- SPDX-License-Identifier: MIT

-- lualark queue, with a real Redis server, and workers that are killed.
-- bench/shared.lua does it with 2,000 rows.
local files = require "support.files"
local lark = require "lark"
local process = require "support.process"
local redis = require "support.redis"

local lualark = os.getenv "LARK_BUILD" .. "/bin/lualark"

local available, why = redis.available()
if not available then
  describe("lualark queue", function()
    it("needs a Redis server", function() pending(why) end)
  end)
  return
end

describe("lualark queue", function()
  local server, folder, env
  setup(function()
    server = redis.start()
    folder = files.folder()
    env = { LARK_STORE = server.url }
  end)
  teardown(function()
    server:stop()
    os.execute("rm -rf " .. process.quote(folder))
  end)
  before_each(function() server:say "FLUSHALL" end)

  local function write(name, text)
    local path = folder .. "/" .. name
    local file <close> = assert(io.open(path, "wb"))
    file:write(text)
    return path
  end

  local function queue(...)
    return process.run({ lualark, "queue", ... }, { env = env })
  end

  local function rows_of(count)
    local lines = { "id,name" }
    for i = 1, count do lines[#lines + 1] = ('%d,"row, %d"'):format(i, i) end
    return write("jobs.csv", table.concat(lines, "\n") .. "\n")
  end

  local function status()
    local ended = queue("status", "--format", "json")
    assert.equal(0, ended.status, ended.err)
    return lark.decode(ended.out)[1]
  end

  local function results()
    local ended = queue("results", "--format", "json")
    assert.equal(0, ended.status, ended.err)
    return lark.decode(ended.out)
  end

  local DOUBLE = "return function(row) return { of = row.id, twice = 2 * row.id } end\n"

  it("works on each row of a file", function()
    assert.equal("5 rows added to default\n", queue("add", rows_of(5)).out)
    assert.equal(5, status().waiting)
    local ended = queue("work", write("double.lua", DOUBLE), "--at-once", "2")
    assert.equal(0, ended.status, ended.err)
    local now = status()
    assert.same({ 0, 0, 0, 5 }, { now.waiting, now.working, now.workers, now.done })
    for i, result in ipairs(results()) do assert.equal(2 * i, result.twice) end
    -- Nothing is left to do.
    assert.equal(0, queue("work", folder .. "/double.lua").status)
    assert.equal(0, queue("status", "--name", "other").status)
    -- It does not stay for ever.
    assert.matches("^%d+\n$", server:say("TTL", "lark:queue:{default}:results").out)
  end)

  it("puts a row aside that fails again and again", function()
    queue("add", rows_of(3))
    local script = write("fails.lua", [[
      return function(row)
        if row.id == "2" then error("no such talent", 0) end
        return row.id
      end
    ]])
    local ended = queue("work", script, "--tries", "2", "--patience", "100ms")
    assert.equal(6, ended.status)
    local _, failures = ended.err:gsub("no such talent", "")
    assert.equal(2, failures)
    local now = status()
    assert.same({ 0, 2, 1 }, { now.waiting, now.done, now.aside })
    local aside = lark.decode(queue("aside", "--format", "json").out)
    assert.equal("no such talent", aside[1].error)
    assert.same({ id = "2", name = "row, 2" }, lark.decode(aside[1].row))
  end)

  it("says what is wrong", function()
    assert.equal(2, queue().status)
    assert.equal(2, queue("eat").status)
    assert.equal(2, queue("add").status)
    assert.equal(2, queue("work").status)
    assert.equal(2, queue("status", "--name", "a b").status)
    assert.equal(1, queue("add", folder .. "/none.csv").status)
    local script = write("none.lua", "return 1\n")
    local ended = queue("work", script)
    assert.equal(1, ended.status)
    assert.matches("returns no function", ended.err)
    for _, words in ipairs { { "--tries", "0" }, { "--at-once", "x" }, { "--patience", "soon" } } do
      assert.equal(2, queue("work", script, table.unpack(words)).status, words[1])
    end
  end)

  it("keeps each row's result once, however workers are killed", function()
    local ROWS = 160
    queue("add", rows_of(ROWS))
    local script = write("slow.lua", [[
      local lark = require "lark"
      return function(row)
        lark.sleep(0.01)
        return { of = row.id, twice = 2 * row.id }
      end
    ]])
    local function worker()
      return process.start({ lualark, "queue", "work", script, "--patience", "300ms", "--tries",
        "50" }, { env = env })
    end
    local workers = {}
    for i = 1, 4 do workers[i] = worker() end
    math.randomseed(20)
    for _ = 1, 8 do
      os.execute "sleep 0.1"
      local i = math.random(#workers)
      workers[i].signal "KILL"
      workers[i].finish()
      workers[i] = worker()
    end
    for _, one in ipairs(workers) do
      local ended = one.finish()
      assert.equal(0, ended.status, ended.err)
    end
    local seen, found = {}, results()
    for _, result in ipairs(found) do
      assert.is_nil(seen[result.of])
      seen[result.of] = true
      assert.equal(2 * result.of, result.twice)
    end
    assert.equal(ROWS, #found)
    local now = status()
    assert.same({ 0, 0, ROWS, 0 }, { now.waiting, now.working, now.done, now.aside })
  end)
end)
