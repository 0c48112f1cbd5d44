-- SPDX-License-Identifier: MIT

-- Files that earlier versions wrote, kept as SQL in stored/: recordings replay, and journals
-- are read and continued, as docs/compatibility.md promises. A new layout gets a file of its
-- own beside the old ones; these are never renewed.
local files = require "support.files"
local golden = require "support.golden"
local lark = require "lark"
local process = require "support.process"
local redis = require "support.redis"
local simulator = require "support.simulator"

local lualark = os.getenv "LARK_BUILD" .. "/bin/lualark"
local stored = os.getenv "LARK_SOURCE" .. "/spec/compatibility/stored/"

-- The server that they were written for.
local SERVER = "http://127.0.0.1:8080"

local function versions(kind)
  local found = {}
  for name in process.run({ "ls", stored }).out:gmatch "(%S+)\n" do
    found[#found + 1] = name:match("^" .. kind .. "%-(.*)%.sql$")
  end
  return found
end

describe("files of earlier versions:", function()
  local folder
  setup(function() folder = files.folder() end)
  teardown(function() files.remove(folder) end)

  -- The file as it was, on a server of this run.
  local function made(name, url)
    local sql = files.read(stored .. name .. ".sql"):gsub(SERVER, url or SERVER)
    local path = folder .. "/" .. name .. ".db"
    os.remove(path)
    local ended = process.run({ "sqlite3", path }, { input = sql })
    assert.equal("", ended.err)
    return path
  end

  local NOBODY = { LARK_APP_ID = false, LARK_APP_SECRET = false, LARK_BASE_URL = false }

  it("there are some of each kind", function()
    assert.is_true(#versions "recording" >= 1)
    assert.is_true(#versions "journal" >= 1)
  end)

  for _, version in ipairs(versions "recording") do
    it("a recording replays: " .. version, function()
      local path = made("recording-" .. version)
      local script = folder .. "/script.lua"
      files.write(script, [[
local lark = require "lark"
local client = assert(lark.client())
local data = assert(client.hire.referral.get_by_application {
  application_id = "6134134355464633" })
print(data.referral.referral_user.name.zh_cn)
local first = client.hire.external_application.list.all { talent_id = "6960663240925956660" }
print(#first)
local note = { talent_id = "6930815272790114324", content = "hello" }
print(client.hire.note.create(note).note.content)
local _, err = client.hire.referral_account.get_account_assets { referral_account_id = "404" }
print(err.kind, err.code, err.log_id ~= nil)
print(client:stats().recalled)
]])
      local ended = process.run({ lualark, "run", "--replay", path, script }, { env = NOBODY })
      assert.equal("", ended.err)
      assert.equal("张三\n1\nhello\napi\t1002553\ttrue\n5\n", ended.out)
    end)
  end

  for _, version in ipairs(versions "journal") do
    local TALENT = "6930815272790114324"
    local NOTES = ("talent_id,content\n%s,one\n404,two\n%s,three\n"):format(TALENT, TALENT)

    it("a journal is read: " .. version, function()
      local words = { lualark, "journal", made("journal-" .. version), "--format=json" }
      local ended = process.run(words, { env = NOBODY })
      local outcomes = {}
      for i, entry in ipairs(lark.decode(ended.out)) do
        outcomes[i] = entry.row .. " " .. entry.outcome
      end
      assert.same({ "1 done", "2 refused", "3 perhaps done" }, outcomes)
      assert.equal(6, ended.status)
    end)

    it("a journal is continued, and sends nothing twice: " .. version, function()
      local sim = simulator.start "--limits=off"
      local path, rows = made("journal-" .. version, sim.url), folder .. "/rows.csv"
      files.write(rows, NOTES .. TALENT .. ",four\n")
      local ended = sim:call("hire.note.create", "--rows", rows, "--journal", path, "--yes",
        "--format=json")
      local outcomes = {}
      for i, row in ipairs(lark.decode(ended.out)) do outcomes[i] = row.outcome end
      assert.same({ "done before", "failed", "perhaps done", "done" }, outcomes)
      assert.equal(2, sim:count "hire.note.create")
      sim:stop()
    end)
  end

  it("keys of rows are what they were", function()
    assert.equal("bc6f5134-ed24-4253-a4e8-1eedd16fea7f",
      lark.key("bonus 2026-11", { account = "6942778198054125570", points = 5 }))
  end)
end)

-- Several versions on one Redis server would share these. A change of meaning gets other names:
-- "lark name 1" in core/src/redis/seal.c.
describe("the store on a Redis server", function()
  local available, why = redis.available()
  it("has the keys and fields that it had", function()
    if not available then return pending(why) end
    local server, sim = redis.start(), simulator.start()
    process.run({ lualark, "call", "hire.talent.get", "talent_id=6930815272790114324" },
      { env = sim:env { LARK_STORE = server.url } })
    local rows, script = files.temporary "id\n1\n2\n", files.temporary [[return function(row)
      if row.id == "2" then error "two" end
      return row
    end]]
    local work = { "work", script, "--tries=1", "--patience=100ms" }
    for _, words in ipairs { { "add", rows }, work } do
      process.run({ lualark, "queue", table.unpack(words) }, { env = { LARK_STORE = server.url } })
    end
    os.remove(rows)
    os.remove(script)
    local lines = {}
    for key in server:say("KEYS", "lark:*{*").out:gmatch "[^\n]+" do
      local kind = server:say("TYPE", key).out:gsub("\n", "")
      local fields = { [0] = kind }
      local is_named = kind == "hash" and not key:find "queue"
      for field in (is_named and server:say("HKEYS", key).out or ""):gmatch "[^\n]+" do
        fields[#fields + 1] = field
      end
      table.sort(fields)
      lines[#lines + 1] = ("%s\t%s"):format(key:gsub("{%x+}", "{NAME}"),
        table.concat(fields, " ", 0))
    end
    sim:stop()
    server:stop()
    table.sort(lines)
    golden.compare("compatibility/golden/store.txt", table.concat(lines, "\n") .. "\n")
  end)
end)
