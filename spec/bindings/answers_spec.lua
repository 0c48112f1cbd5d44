-- SPDX-License-Identifier: MIT

-- lark.client { answers = ... } and lark.client { replay = ... }: clients that send nothing.
local files = require "support.files"
local lark = require "lark"
local recording = require "support.recording"
local script = require "support.script"
local simulator = require "support.simulator"

describe("lark.client { answers = ... }", function()
  it("answers an endpoint with a table, as the platform would", function()
    local talent = { id = "7", tags = lark.array {}, count = 9007199254740993 }
    local client = assert(lark.client { answers = { ["hire.talent.get"] = { talent = talent } } })
    local data = assert(client.hire.talent.get { talent_id = "7" })
    assert.equal("7", data.talent.id)
    assert.equal(9007199254740993, data.talent.count)
    assert.equal("[]", lark.encode(data.talent.tags))
    local stats = client:stats()
    assert.same({ 1, 1, 0, 0 },
      { stats.calls, stats.recalled, stats.attempts, stats.token_fetches })
    client:close()
  end)

  it("answers with what a function returns, which gets parameters and request", function()
    local client = assert(lark.client { answers = {
      ["hire.talent.get"] = function(params, sent)
        if params.talent_id == "404" then return nil, lark.error { code = 1002001 } end
        lark.sleep(0.001) -- it may wait, as the call does
        return { talent = { id = params.talent_id, path = sent.path } }
      end,
    } })
    local data = assert(client.hire.talent.get { talent_id = "8" })
    assert.equal("8", data.talent.id)
    assert.equal("/open-apis/hire/v1/talents/8", data.talent.path)
    local results, errors = lark.map({ "1", "404", "3" }, function(id)
      return client.hire.talent.get { talent_id = id }
    end)
    assert.equal("3", results[3].talent.id)
    assert.equal(1002001, errors[2].code)
  end)

  it("answers with a list in order, and no further", function()
    local client = assert(lark.client { answers = {
      ["hire.note.create"] = { { note = { id = "a" } }, lark.error { code = 1002001 },
        function() return { note = { id = "c" } } end },
    } })
    local function create() return client.hire.note.create { talent_id = "1", content = "x" } end
    assert.equal("a", create().note.id)
    assert.equal(1002001, select(2, create()).code)
    assert.equal("c", create().note.id)
    local ok, err = pcall(function() create() end)
    assert.is_false(ok)
    assert.matches("answers_spec%.lua:%d+: lark%.test: hire%.note%.create was called 4 times, "
      .. "and has 3", err)
  end)

  it("fails as the platform does, with the kind and the hint of the catalog", function()
    local client = assert(lark.client { answers = {
      ["hire.referral_account.get_account_assets"] = lark.error {
        code = 1002553, msg = "no account", log_id = "2024", http_status = 400,
      },
    } })
    local _, err = client.hire.referral_account.get_account_assets { referral_account_id = "404" }
    assert.same({ "api", 1002553, "no account", "2024", 400 },
      { err.kind, err.code, err.msg, err.log_id, err.http_status })
    assert.matches("referral_account_id", err.hint)
  end)

  it("fails otherwise by kind", function()
    for _, kind in ipairs { "network", "timeout", "rate_limit", "auth", "permission", "limit",
      "cancelled", "config", "http", "decode", "param" } do
      local client = assert(lark.client { answers = {
        ["hire.talent.get"] = lark.error { kind = kind, msg = "so it is", hint = "Do that." },
      } })
      local _, err = client.hire.talent.get { talent_id = "7" }
      assert.same({ kind, "so it is", "Do that." }, { err.kind, err.msg, err.hint })
      client:close()
    end
  end)

  it("refuses wrong parameters as any client does, before it asks for an answer", function()
    local client = assert(lark.client { answers = {
      ["hire.talent.get"] = function() error "it was asked" end,
    } })
    local _, err = client.hire.talent.get { talent_id = 7 }
    assert.equal("param", err.kind)
    assert.equal("talent_id", err.parameter)
    _, err = client.hire.talent.get { talent_id = "7", talnt = 1 }
    assert.equal("param", err.kind)
    assert.same({}, client.calls)
  end)

  it("raises what is missing, at the line that calls", function()
    local client = assert(lark.client { answers = {} })
    for _, call in ipairs {
      function() client.hire.talent.get { talent_id = "7" } end,
      function() client.hire.job.list.all {} end,
      function() client:request { path = "/open-apis/x/v1/y", query = { z = 1 } } end,
    } do
      local ok, err = pcall(call)
      assert.is_false(ok)
      assert.matches("answers_spec%.lua:%d+: lark.test: there is no answer for", err)
    end
    assert.equal(3, #client.calls)
  end)

  it("raises answers that are none", function()
    for answer, said in pairs {
      [function() return nil end] = "not nil",
      [function() return 5 end] = "not a number",
      [function() return nil, "no" end] = "not a string",
      [lark.error { kind = "api" }] = "the platform's code, or a kind such as network, not api",
      [lark.error { kind = "strange" }] = "not strange",
      [function() error "of its own" end] = "of its own",
    } do
      local client = assert(lark.client { answers = { ["hire.talent.get"] = answer } })
      local ok, err = pcall(client.hire.talent.get, { talent_id = "7" })
      assert.is_false(ok)
      assert.matches(said, err, 1, true)
      client:close()
    end
  end)

  it("refuses a table that is wrong, before any call", function()
    for answers, said in pairs {
      [{ ["hire.talnt.get"] = {} }] = "did you mean hire.talent.get?",
      [{ ["hire.talent.get"] = 5 }] = "hire.talent.get must be a table, a function or a text",
      [{ {} }] = "there is no 1",
      [5] = "answers must be a table",
    } do
      local client, err = lark.client { answers = answers }
      assert.is_nil(client)
      assert.equal("param", err.kind)
      assert.matches(said, err.msg, 1, true)
    end
    local _, err = lark.client { answers = {}, replay = "x" }
    assert.equal("param", err.kind)
  end)

  it("goes through pages, as far as they go", function()
    local items = {}
    for i = 1, 7 do items[i] = { id = tostring(i) } end
    local client = lark.test.client { ["hire.job.list"] = lark.test.pages(items, 3) }
    local seen = {}
    for job in client.hire.job.list.each {} do seen[#seen + 1] = job.id end
    assert.equal("1 2 3 4 5 6 7", table.concat(seen, " "))
    assert.equal(3, #client.calls)
    assert.equal(7, #client.hire.job.list.all {})
  end)

  it("answers requests by method and path, with parameters in it", function()
    local client = assert(lark.client { answers = {
      ["GET /open-apis/x/v1/things/:id"] = function(_, sent) return { path = sent.path } end,
      ["GET /open-apis/x/v1/things/fixed"] = { fixed = true },
      ["POST /open-apis/x/v1/things"] = { { id = "1" }, { id = "2" } },
    } })
    assert.equal("/open-apis/x/v1/things/7?a=b", client:request {
      path = "/open-apis/x/v1/things/7", query = { a = "b" } }.path)
    assert.is_true(client:request { path = "/open-apis/x/v1/things/fixed" }.fixed)
    for i = 1, 2 do
      assert.equal(tostring(i),
        client:request { method = "POST", path = "/open-apis/x/v1/things", body = {} }.id)
    end
    assert.is_false(pcall(client.request, client, { path = "/open-apis/x/v1/things/7/more" }))
  end)

  it("keeps a record of the calls, which later changes leave alone", function()
    local client = lark.test.client { ["hire.note.create"] = { note = { id = "1" } } }
    local params = { talent_id = "1", content = "x" }
    assert(client.hire.note.create(params, { row = 7 }))
    params.content = "y"
    assert.same({ {
      endpoint = "hire.note.create", method = "POST", path = "/open-apis/hire/v1/notes",
      params = { talent_id = "1", content = "x" }, row = 7,
      body = '{"talent_id":"1","content":"x"}',
    } }, client.calls)
    assert.is_nil(assert(lark.client { app_id = "a", app_secret = "b" }).calls)
  end)

  it("answers uploads, and starts of the raw layer", function()
    local client = assert(lark.client { answers = {
      ["hire.attachment.create"] = { id = "f" }, ["hire.talent.get"] = { talent = { id = "7" } },
    } })
    local data = assert(client.hire.attachment.create {
      content = { name = "cv.pdf", bytes = "%PDF" } })
    assert.equal("f", data.id)
    local got
    assert(client:start("hire.talent.get", { talent_id = "7" }, function(found) got = found end))
    while not got do client:wait() end
    assert.equal("7", got.talent.id)
  end)

  it("tells which fields of an answer the catalog lacks", function()
    local client = lark.test.client({ ["hire.talent.get"] = { talnt = { id = "7" } } },
      { drift = true })
    assert(client.hire.talent.get { talent_id = "7" })
    assert.equal("talnt", client:drift()[1].field)
  end)
end)

describe("a client without a network, in the command", function()
  local sim, scripts, file
  setup(function()
    sim = simulator.start("--limits", "off")
    scripts = script.new(sim)
    file = recording.new()
  end)
  teardown(function()
    sim:stop()
    scripts:remove()
    file:remove()
  end)

  local NOBODY = { LARK_APP_ID = "", LARK_APP_SECRET = "", LARK_BASE_URL = "http://127.0.0.1:1" }
  local ANSWERED = [[
    local lark = require "lark"
    local client = assert(lark.client { answers = {
      ["hire.talent.get"] = function(params)
        lark.sleep(0.001)
        return { talent = { id = params.talent_id } }
      end,
    } })
    local results = lark.map({ "1", "2" }, function(id)
      return client.hire.talent.get { talent_id = id }
    end)
    return { results[1].talent.id, results[2].talent.id, #client.calls }
  ]]

  it("answers scripts with limits and without", function()
    for _, options in ipairs { {}, { "--memory", "64M" } } do
      local ended = scripts:run(ANSWERED, { "--format", "json", table.unpack(options) }, {}, NOBODY)
      assert.equal("", ended.err)
      assert.same({ "1", "2", 2 }, lark.decode(ended.out))
    end
  end)

  -- Tasks are interrupted anywhere once a slice is over.
  it("loses no call and no answer of tasks that take turns", function()
    local ended = scripts:run([[
      local lark = require "lark"
      local answers, ids = {}, {}
      for i = 1, 2000 do answers[i], ids[i] = { note = { id = tostring(i) } }, i end
      local client = assert(lark.client { answers = { ["hire.note.create"] = answers } })
      local given = {}
      local _, errors = lark.map(ids, function(i)
        for _ = 1, 2000 do i = i + 0 end
        local data = assert(client.hire.note.create { talent_id = "1", content = "x" })
        given[data.note.id] = true
      end)
      local count = 0
      for _ in pairs(given) do count = count + 1 end
      return { errors.n, #client.calls, count }
    ]], { "--format", "json", "--memory", "256M" }, {}, NOBODY)
    assert.equal("", ended.err)
    assert.same({ 0, 2000, 2000 }, lark.decode(ended.out))
  end)

  it("is not for sandboxed scripts, whose client is the program's", function()
    local ended = scripts:run(ANSWERED, { "--sandbox" }, {}, sim:env())
    assert.matches("takes no options here", ended.err)
    ended = scripts:run("return { tostring(require 'lark'.test) }",
      { "--sandbox", "--format", "json" }, {}, sim:env())
    assert.same({ "nil" }, lark.decode(ended.out))
  end)

  it("answers from a recording, in a stock Lua and in the command", function()
    local text = [[
      local client = assert(require "lark".client { replay = %q })
      local page = assert(client.hire.referral.search { talent_id = "6930815272790114324" })
      local _, err = client.hire.referral.search { talent_id = "77" }
      return { #page.items, err.kind, client:stats().attempts }
    ]]
    local ended = scripts:run([[
      local client = assert(require "lark".client())
      client.hire.referral.search { talent_id = "6930815272790114324" }
    ]], { "--record", file.path })
    assert.equal("", ended.err)
    for _, options in ipairs { {}, { "--memory", "64M" } } do
      ended = scripts:run(text:format(file.path), { "--format", "json", table.unpack(options) }, {},
        { LARK_APP_ID = "", LARK_APP_SECRET = "", LARK_BASE_URL = "" })
      assert.equal("", ended.err)
      assert.same({ "network", 0 }, { table.unpack(lark.decode(ended.out), 2) })
    end
    local client = assert(lark.client { replay = file.path })
    assert.is_true(#client.hire.referral.search { talent_id = "6930815272790114324" }.items > 0)
    client:close()
    local _, err = lark.client { replay = file.folder .. "/none.db" }
    assert.equal("config", err.kind)
    assert.matches("there is no such file", err.msg)
    files.write(file.folder .. "/other", "no recording")
    _, err = lark.client { replay = file.folder .. "/other" }
    assert.matches("this is no recording", err.msg)
  end)
end)

describe("lark.test.run", function()
  local path
  before_each(function() path = os.tmpname() end)
  after_each(function() os.remove(path) end)

  local function client()
    return lark.test.client { ["hire.talent.get"] = function(params)
      return { talent = { id = params.talent_id } }
    end }
  end

  it("runs a script with a client in place of its own, and returns what it returns", function()
    files.write(path, "#!/usr/bin/env lualark\n" .. [[
      local lark = require "lark"
      local client = assert(lark.client { timeout = 5 })
      left_behind = arg[1]
      local rows = { client.hire.talent.get { talent_id = ... }.talent }
      return rows, { n = 0 }
    ]])
    local given = client()
    local rows, errors = lark.test.run(path, { client = given, args = { "7" } })
    assert.same({ { id = "7" } }, rows)
    assert.same({ n = 0 }, errors)
    assert.equal("7", lark.test.calls(given, "hire.talent.get")[1].params.talent_id)
    assert.same({}, lark.test.calls(given, "hire.job.list"))
    assert.is_nil(rawget(_G, "left_behind"))
    local own = lark.client { app_id = "a", app_secret = "b" }
    assert.is_nil(own.calls)
  end)

  it("lets a script download nothing", function()
    files.write(path, 'return require "lark".download("https://feishu.cn/cv.pdf")')
    local text, err = lark.test.run(path, { client = client() })
    assert.is_nil(text)
    assert.equal("network", err.kind)
    assert.matches("a recording holds no files", err.msg)
    assert.is_function(lark.download)
  end)

  it("raises what the script raises, and ends what calls os.exit", function()
    files.write(path, "error 'it failed'")
    local ok, err = pcall(lark.test.run, path, { client = client() })
    assert.is_false(ok)
    assert.matches(":1: it failed", err, 1, true)
    files.write(path, "os.exit(3)")
    local result
    result, err = lark.test.run(path, { client = client() })
    assert.is_nil(result)
    assert.equal(3, err.exit)
    assert.is_false(pcall(lark.test.run, path .. "x", { client = client() }))
    assert.is_false(pcall(lark.test.run, path, {}))
    files.write(path, "local x = ")
    assert.is_false(pcall(lark.test.run, path, { client = client() }))
    assert.is_not_nil(lark.client { app_id = "a", app_secret = "b" })
  end)
end)
