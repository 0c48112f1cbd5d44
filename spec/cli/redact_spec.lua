-- SPDX-License-Identifier: MIT

-- lualark --record --redact, as a user types it. spec/bindings/pseudonym_test.c has the shapes.
local files = require "support.files"
local lark = require "lark"
local process = require "support.process"
local recording = require "support.recording"
local script = require "support.script"
local simulator = require "support.simulator"

local NOBODY = { LARK_APP_ID = "", LARK_APP_SECRET = "", LARK_BASE_URL = "" }

-- Lists talents, and asks for the first again by the mobile number that the list told.
local LOOKS = [[
  local client = assert(require "lark".client())
  local page = assert(client.hire.talent.list { page_size = 3 })
  local info = page.items[1].basic_info
  local found = assert(client.hire.talent.batch_get_id {
    mobile_number_list = { info.mobile }, email_list = { info.email },
  })
  return { { name = info.name, mobile = info.mobile, email = info.email,
    found = #(found.talent_list or {}) } }
]]

-- Asks by what the caller says.
local ASKS = [[
  local client = assert(require "lark".client())
  local found = assert(client.hire.talent.batch_get_id { mobile_number_list = { (...) } })
  return { { count = #(found.talent_list or {}) } }
]]

describe("lualark run --record --redact", function()
  local sim, scripts, file

  setup(function()
    sim = simulator.start("--limits", "off", "--token-ttl", "7000")
    scripts = script.new(sim)
  end)
  teardown(function()
    sim:stop()
    scripts:remove()
  end)
  before_each(function() file = recording.new() end)
  after_each(function() file:remove() end)

  local function record(text, args, ...)
    return scripts:run(text, { "--record", file.path, "--redact", "default", "--format", "json",
      ... }, args)
  end
  local function replay(text, args, ...)
    return scripts:run(text, { "--replay", file.path, "--format", "json", ... }, args, NOBODY)
  end
  local function rows(ended)
    assert.equal("", ended.err)
    assert.equal(0, ended.status)
    return lark.decode(ended.out)
  end
  -- All bytes of the file, and of the log beside it.
  local function bytes()
    local log = io.open(file.path .. "-wal", "rb")
    return files.read(file.path) .. (log and log:read "a" or "")
  end

  it("shows the script what the platform says, and keeps none of it", function()
    local seen = rows(record(LOOKS))[1]
    assert.matches("^%d+$", seen.mobile)
    for _, value in pairs { seen.name, seen.mobile, seen.email } do
      assert.is_nil(bytes():find(value, 1, true), value)
    end
    assert.matches('"name":"Person %x+"', file:sql "SELECT answer FROM answers LIMIT 1")
  end)

  it("does so for a single call, too", function()
    local function call(...)
      return process.run({ script.lualark, "call", "hire.talent.list", "page_size=1", ... },
        { env = sim:env() })
    end
    local seen = call("--record", file.path, "--redact", "name,email")
    local info = lark.decode(seen.out).items[1].basic_info
    local kept = lark.decode(call("--replay", file.path).out).items[1].basic_info
    assert.matches("^Person ", kept.name)
    assert.matches("@example%.com$", kept.email)
    assert.equal(info.mobile, kept.mobile) -- it was not asked for
    assert.is_nil(bytes():find(info.name, 1, true))
  end)

  it("replays what a script sends on that it got from the recording", function()
    local seen = rows(record(LOOKS))[1]
    local again = rows(replay(LOOKS))[1]
    assert.matches("^Person %x+$", again.name)
    assert.matches("^%x+@example%.com$", again.email)
    assert.equal(#seen.mobile, #again.mobile)
    assert.equal(seen.found, again.found)
  end)

  it("finds the answer of the original request by the key beside it, and not without", function()
    rows(record(ASKS, { "13800138000" }))
    rows(replay(ASKS, { "13800138000" }))
    local pseudonym = file:sql "SELECT body FROM answers":match "%d%d%d%d+"
    assert.is_not.equal("13800138000", pseudonym)
    rows(replay(ASKS, { pseudonym }))
    assert.equal(4, replay(ASKS, { "13900139000" }).status)
    assert.equal("600", file:modes()["calls.db-key"])

    os.remove(file.path .. "-key")
    local ended = replay(ASKS, { "13800138000" })
    assert.equal(4, ended.status)
    assert.matches("its key is not here", ended.err)
    rows(replay(ASKS, { pseudonym }))
  end)

  it("has the same pseudonyms in recordings of one key, and others elsewhere", function()
    local key = file.folder .. "/team.key"
    local second, third = file.folder .. "/second.db", file.folder .. "/third.db"
    local function body_of(path)
      local ended = process.run { "sqlite3", path, "SELECT body FROM answers" }
      return ended.out
    end
    rows(record(ASKS, { "13800138000" }, "--redact-key", key))
    for path, with in pairs { [second] = { "--redact-key", key }, [third] = {} } do
      rows(scripts:run(ASKS, { "--record", path, "--redact", "default", "--format", "json",
        table.unpack(with) }, { "13800138000" }))
    end
    assert.equal(body_of(file.path), body_of(second))
    assert.is_not.equal(body_of(file.path), body_of(third))
    rows(replay(ASKS, { "13800138000" }, "--redact-key", key))
    local ended = replay(ASKS, { "13800138000" }, "--redact-key", third .. "-key")
    assert.equal(1, ended.status)
    assert.matches("is another than the one", ended.err)
    assert.equal(1, replay(ASKS, { "1" }, "--redact-key", key .. "x").status)
  end)

  it("sends every call, since the file has pseudonyms, and replaces the answers", function()
    local name = "hire.talent.batch_get_id"
    local before = sim:count(name)
    rows(record(ASKS, { "13800138000" }))
    rows(record(ASKS, { "13800138000" }))
    assert.equal(before + 2, sim:count(name))
    assert.equal(1, file:count())
  end)

  it("mixes no redacted answers with others", function()
    rows(record(ASKS, { "1" }))
    local ended = scripts:run(ASKS, { "--record", file.path }, { "1" })
    assert.equal(1, ended.status)
    assert.matches("record with %-%-redact default", ended.err)
    ended = scripts:run(ASKS, { "--record", file.path, "--redact", "email" }, { "1" })
    assert.matches("was recorded with %-%-redact default", ended.err)
    os.remove(file.path .. "-key")
    assert.matches("key in .* cannot be used", record(ASKS, { "1" }).err)

    local plain = file.folder .. "/plain.db"
    scripts:run(ASKS, { "--record", plain }, { "1" })
    ended = scripts:run(ASKS, { "--record", plain, "--redact", "default" }, { "1" })
    assert.equal(1, ended.status)
    assert.matches("answers that are not redacted", ended.err)
  end)

  it("says once what it does not record, since it is no JSON", function()
    local ended = record [[
      local client = assert(require "lark".client())
      for i = 1, 2 do
        client:request { method = "POST", path = "/open-apis/hire/v1/referrals/search",
          body = "talent " .. i }
      end
      return {}
    ]]
    local said = select(2, ended.err:gsub("is no JSON is not recorded", ""))
    assert.equal(1, said, ended.err)
    assert.equal(0, file:count())
  end)

  it("refuses options that make no sense", function()
    for options, said in pairs {
      [{ "--redact", "default" }] = "goes with %-%-record",
      [{ "--redact-key", "k" }] = "goes with %-%-redact or %-%-replay",
      [{ "--record", file.path, "--redact", "a b" }] = "default,content",
      [{ "--record", file.path, "--redact", "" }] = "default,content",
      [{ "--record", file.path, "--redact", "a", "--max-age", "7d" }] = "sends every call",
    } do
      local ended = scripts:run("", options)
      assert.equal(2, ended.status, said)
      assert.matches(said, ended.err)
    end
  end)
end)

-- Members that look personal, and are not redacted: they say nothing of a person.
local KEPT = {
  mobile_code = true, mobile_country_code = true, identification_type = true,
  min_salary = true, max_salary = true, salary_status = true, with_email = true,
}

describe("the default of --redact", function()
  it("covers each member of the catalog that looks personal", function()
    local out = {}
    local function visit(fields, name)
      for _, field in ipairs(fields or {}) do
        for _, part in ipairs { "mobile", "phone", "email", "birth", "identification", "salary" } do
          if field.name:find(part, 1, true) and not KEPT[field.name] then
            out[field.name] = out[field.name] or name
          end
        end
        visit(field.fields, name)
        local item = field.item
        while item do
          visit(item.fields, name)
          item = item.item
        end
      end
    end
    for _, name in ipairs(lark.endpoints()) do
      local schema = lark.schema(name)
      visit(schema.params, name)
      visit(schema.returns, name)
    end
    -- docs/privacy.md lists them.
    local page = files.read(os.getenv "LARK_SOURCE" .. "/docs/privacy.md")
    for member, endpoint in pairs(out) do
      assert.is_truthy(page:find("`" .. member .. "`", 1, true), member .. " of " .. endpoint)
    end
  end)
end)
