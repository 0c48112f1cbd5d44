-- SPDX-License-Identifier: MIT

-- `lualark run` where few descriptors may be open: what says so, and what works all the
-- same.
local configure = require "support.configure"
local process = require "support.process"
local simulator = require "support.simulator"

local lualark = os.getenv "LARK_BUILD" .. "/bin/lualark"

local GREEDY = [[
kept = {}
repeat
  local file = io.open "/dev/null"
  kept[#kept + 1] = file
until not file
return { { name = "张三", why = select(2, io.open "/dev/null") } }
]]

local NEEDY = [[
local kept = {}
repeat
  local file = io.open "/dev/null"
  kept[#kept + 1] = file
until not file
local client, err = nil, nil
repeat -- until as many are free as a client needs
  if err then print(err) end
  kept[#kept]:close()
  kept[#kept] = nil
  client, err = require("lark").client { app_id = "cli_a", app_secret = "s" }
until client
client:close()
while #kept < 100 do kept[#kept + 1] = io.open "/dev/null" or "no more" end
print((select(2, pcall(require, "not.there")):match "[^\n]*$"))
]]

-- Its first client is open when the descriptors run out.
local LATE = [[
local lark = require "lark"
local client <close> = assert(lark.client { retries = 1 })
local kept = {}
repeat
  local file = io.open "/dev/null"
  kept[#kept + 1] = file
until not file
local _, err = client.hire.referral.search { talent_id = "6930815272790114324" }
print(err)
local freed, page = 0, nil
repeat -- until as many are free as libcurl needs
  kept[#kept]:close()
  kept[#kept] = nil
  freed = freed + 1
  page, err = client.hire.referral.search { talent_id = "6930815272790114324" }
until page or freed == 9
print(freed, page and #page.items or err)
]]

local MANY = [[
local lark = require "lark"
local client <close> = assert(lark.client())
local rows = {}
for i = 1, 100 do rows[i] = i end
local found, errors = lark.map(rows, function()
  return client.hire.referral.search { talent_id = "6930815272790114324" }
end, { concurrency = 100 })
print(#found, errors.n, client:stats().attempts)
]]

local TOO_MANY = "too many files are open (limit). "

describe("few descriptors", function()
  local folder
  setup(function()
    folder = configure.folder ""
    configure.write(folder .. "/greedy.lua", GREEDY)
    configure.write(folder .. "/needy.lua", NEEDY)
    configure.write(folder .. "/late.lua", LATE)
    configure.write(folder .. "/many.lua", MANY)
  end)
  teardown(function() configure.remove(folder) end)

  -- Closes what the tests' own caller may have left open.
  local LIMITED = 'exec 3>&- 4>&- 5>&- 6>&- 7>&- 8>&- 9>&-; ulimit -n "$1" && shift && exec "$@"'

  local function run_with(env, limit, ...)
    return process.run({ "sh", "-c", LIMITED, "sh", limit, lualark, "run", ... }, { env = env })
  end
  local function run(...) return run_with({}, ...) end

  for _, limit in ipairs { "16", "40" } do
    it("lose no report where a script uses up all, of " .. limit, function()
      for _, format in ipairs { "table", "json", "ndjson", "csv", "md", "html" } do
        local ended = run(limit, "--format", format, folder .. "/greedy.lua")
        assert.equal("", ended.err)
        assert.equal(0, ended.status)
        assert.matches("张三", ended.out)
        assert.matches("Too many open files", ended.out)
      end
      local path = folder .. "/report.html"
      local ended = run(limit, "--output", path, folder .. "/greedy.lua")
      assert.equal("", ended.err)
      assert.equal(0, ended.status)
      assert.matches("张三", assert(io.open(path)):read "a")
    end)

    it("are what clients and modules lack, not memory, of " .. limit, function()
      for _, options in ipairs { {}, { "--memory", "64M" } } do
        table.insert(options, folder .. "/needy.lua")
        local ended = run(limit, table.unpack(options))
        assert.equal("", ended.err)
        local refusals, rest = ended.out:match "^(.*\n)(\t.*)$"
        assert.is_true(select(2, refusals:gsub("[^\n]+", "")) >= 1)
        for line in refusals:gmatch "[^\n]+" do
          assert.equal(TOO_MANY, line:sub(1, #TOO_MANY))
        end
        assert.equal("\ttoo many files are open: a file may be there\n", rest)
      end
    end)
  end

  it("are what the command lacks at its start", function()
    local ended = run("5", folder .. "/greedy.lua")
    assert.equal("lualark: " .. TOO_MANY .. "Raise the limit of open files (ulimit -n).\n",
      ended.err)
    assert.equal(5, ended.status)
  end)

  -- SQLite opens up to three files for each.
  it("are what recordings and journals lack, whatever their number", function()
    configure.write(folder .. "/journal.lua", ([[
      local lark = require "lark"
      local journal, err = lark.journal "%s/journal.db"
      if not journal then error(err) end
      journal:close()
    ]]):format(folder))
    configure.write(folder .. "/nothing.lua", "")
    run("40", "--record", folder .. "/calls.db", folder .. "/nothing.lua")
    local refusals = 0
    for limit = 5, 16 do
      for _, words in ipairs {
        { "--record", folder .. "/calls.db", folder .. "/nothing.lua" },
        { "--replay", folder .. "/calls.db", folder .. "/nothing.lua" },
        { folder .. "/journal.lua" },
      } do
        local ended = run(tostring(limit), table.unpack(words))
        if ended.status ~= 0 then
          refusals = refusals + 1
          assert.matches("[tT]oo many .*open", ended.err)
        end
        assert.not_matches("out of memory", ended.err)
        assert.not_matches("unable to open", ended.err)
      end
    end
    assert.is_true(refusals >= 6, refusals .. " refusals")
  end)

  describe("with a server", function()
    local sim
    setup(function() sim = simulator.start("--limits", "off", "--latency", "20") end)
    teardown(function() sim:stop() end)

    -- Seen: 1 with libcurl 7.88.1 and 8.14.1, 3 with 8.23.0.
    local NEWER = process.run { "pkg-config", "--atleast-version=8.15", "libcurl" }.status == 0

    it("are what a call lacks, until as many are free as libcurl needs", function()
      local ended = run_with(sim:env(), "40", folder .. "/late.lua")
      assert.equal("", ended.err)
      assert.matches("^hire.referral.search: no token: too many files are open %(limit%)%. ",
        ended.out)
      assert.matches(NEWER and "\n[123]\t1\n$" or "\n1\t1\n$", ended.out)
    end)

    it("make calls wait for each other", function()
      local ended = run_with(sim:env(), "16", folder .. "/many.lua")
      assert.equal("", ended.err)
      assert.equal("100\t0\t101\n", ended.out)
    end)
  end)
end)
