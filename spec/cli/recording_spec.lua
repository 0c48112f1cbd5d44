-- SPDX-License-Identifier: MIT

-- lualark run --record and --replay, as a user types it. recording_killed_spec.lua kills runs.
local faults = require "support.faults"
local lark = require "lark"
local nginx = require "support.nginx"
local process = require "support.process"
local recording = require "support.recording"
local script = require "support.script"
local simulator = require "support.simulator"

local ACCOUNT = "hire.referral_account.get_account_assets"
local SEARCH = "hire.referral.search"
local NOBODY = { LARK_APP_ID = "", LARK_APP_SECRET = "", LARK_BASE_URL = "" }
local HOUR_MS = 3600000

-- Searches by each argument, and one account that does not exist.
local READS = [[
  local lark = require "lark"
  local client = assert(lark.client())
  local rows, errors = lark.map({ "404", ... }, function(id)
    if id == "404" then
      return client.hire.referral_account.get_account_assets { referral_account_id = id }
    end
    local page, err = client.hire.referral.search {
      talent_id = "6930815272790114324", start_time = id,
    }
    if not page then return nil, err end
    return { id = id, who = page.items[1].referral_user.name.zh_cn, n = #page.items }
  end)
  return rows, errors
]]

-- The same POST twice; nothing says that it only reads.
local TWICE = [[
  local client = assert(require "lark".client { retries = 0 })
  local names = {}
  for i = 1, tonumber((...) or 2) do
    names[i] = assert(client:request {
      method = "POST", path = "/open-apis/hire/v1/referrals/search",
      body = { talent_id = "6930815272790114324", start_time = "5" },
    }).items[1].id
  end
  return names
]]

-- The same read, again and again.
local POLLS = [[
  local client = assert(require "lark".client())
  local names = {}
  for i = 1, tonumber((...)) do
    names[i] = assert(client.hire.referral.search {
      talent_id = "6930815272790114324" }).items[1].id
  end
  return names
]]

describe("lualark run --record", function()
  local sim, scripts, file

  setup(function()
    sim = simulator.start("--limits", "off", "--token-ttl", "7000")
    scripts = script.new(sim)
  end)
  teardown(function()
    sim:stop()
    scripts:remove()
  end)
  before_each(function()
    file = recording.new()
    faults.arm(sim)
  end)
  after_each(function() file:remove() end)

  local function record(text, args, ...)
    return scripts:run(text, { "--record", file.path, ... }, args)
  end
  local function replay(text, args, env, ...)
    return scripts:run(text, { "--replay", file.path, ... }, args, env or NOBODY)
  end

  local function fine(ended)
    assert.equal("", ended.err)
    assert.equal(0, ended.status)
    return ended.out
  end

  -- ------------------------------------------------------------------ answers

  it("has the same answers and the same errors afterwards, without the network", function()
    local own = simulator.start("--limits", "off")
    local args = { "1", "2", "3", "--format", "json" }
    local first = scripts:run(READS, { "--record", file.path }, args, own:env())
    assert.equal(6, first.status)
    assert.matches("1002553.*log id", first.err)
    assert.equal(3, own:count(SEARCH))
    own:stop()
    assert.same(first, scripts:run(READS, { "--replay", file.path }, args, own:env()))
    assert.same(first, scripts:run(READS, { "--record", file.path }, args, own:env()))
    assert.same(first, replay(READS, args))
  end)

  it("asks only for answers that it does not have", function()
    record(READS, { "1", "2", "3" })
    record(READS, { "2", "3", "4", "5" })
    assert.equal(5, sim:count(SEARCH))
    assert.equal(1, sim:count(ACCOUNT))
    assert.equal(6, file:count())
  end)

  it("takes neither a token nor the limits' time for answers that it has", function()
    local counts = [[
      local client = assert(require "lark".client())
      for i = 1, 25 do
        assert(client.hire.referral.search {
          talent_id = "6930815272790114324", start_time = tostring(i) })
      end
      local s = client:stats()
      return { s.calls, s.recalled, s.attempts, s.token_fetches, s.limit_waits }
    ]]
    fine(record((counts:gsub("client%(%)", "client { limits = false }", 1))))
    assert.same({ 25, 25, 0, 0, 0 },
      lark.decode(fine(record(counts, nil, "--format", "json"))))
  end)

  it("tells calls apart that differ in anything that is sent", function()
    fine(record [[
      local client = assert(require "lark".client { limits = false })
      local function ask(method, id, body)
        client:request { method = method, body = body,
          path = "/open-apis/hire/v1/referrals/search", query = { user_id_type = id } }
      end
      for _, id in ipairs { "open_id", "union_id" } do
        for _, body in ipairs { { talent_id = "1" }, { talent_id = "2" } } do
          ask("POST", id, body)
          ask("PUT", id, body)
        end
      end
    ]])
    assert.equal("8|1", file:sql "SELECT count(*), max(occurrence) FROM answers")
  end)

  it("keeps identical calls apart: each POST is sent, and answered by its own", function()
    fine(record(TWICE))
    assert.equal(2, sim:count(SEARCH))
    assert.equal("1|2", file:sql "SELECT min(occurrence), max(occurrence) FROM answers")
    fine(record(TWICE))
    assert.equal(2, sim:count(SEARCH))
    fine(record(TWICE, { "3" }))
    assert.equal(3, sim:count(SEARCH))
    file:sql [[UPDATE answers SET answer = '{"code":0,"data":{"items":[{"id":"of '
      || occurrence || '"}]}}']]
    assert.same({ "of 1", "of 2", "of 3" },
      lark.decode(fine(replay(TWICE, { "3" }, nil, "--format", "json"))))
    local ended = replay(TWICE, { "4" })
    assert.equal(4, ended.status)
    assert.matches("recorded 3 times, asked for 4", ended.err)
  end)

  it("answers a repeated read with the latest answer", function()
    fine(record(POLLS, { "2" }))
    file:sql [[UPDATE answers SET answer = '{"code":0,"data":{"items":[{"id":"of '
      || occurrence || '"}]}}']]
    assert.same({ "of 1", "of 2", "of 2", "of 2" },
      lark.decode(fine(replay(POLLS, { "4" }, nil, "--format", "json"))))
    local names = lark.decode(fine(record(POLLS, { "4" }, "--format", "json")))
    assert.same({ "of 1", "of 2" }, { names[1], names[2] })
    assert.equal(4, sim:count(SEARCH))
  end)

  it("leaves one file behind, with the last answer in it", function()
    fine(record(POLLS, { "1" }))
    assert.same({ ["calls.db"] = "600" }, file:modes())
    fine(record(POLLS .. ", os.exit(0)", { "2" }))
    assert.same({ ["calls.db"] = "600" }, file:modes())
    assert.equal(2, file:count())
  end)

  it("says which call is missing, with status 4", function()
    record(READS, { "1" })
    local ended = replay([[
      local client = assert(require "lark".client())
      local data, err = client.hire.referral.search { talent_id = "77" }
      assert(err.kind == "network" and not err.retryable and err.attempts == 0)
      return data, err
    ]])
    assert.equal(4, ended.status)
    assert.matches("hire.referral.search: not recorded", ended.err)
    assert.matches('POST /open%-apis/hire/v1/referrals/search {"talent_id":"77"}', ended.err)
    assert.matches("%-%-record " .. file.path:gsub("%p", "%%%0"), ended.err)
  end)

  it("cuts a long call between characters", function()
    record(READS, { "1" })
    for extra = 0, 2 do
      local ended = replay([[
        local client = assert(require "lark".client())
        return client.hire.referral.search { talent_id = (...) }
      ]], { ("x"):rep(extra) .. ("张"):rep(200) })
      assert.matches('not recorded.*"x*张', ended.err)
      assert.is_truthy(utf8.len(ended.err))
      assert.is_true(#ended.err < 800)
    end
  end)

  it("shares its file with another run", function()
    scripts:write(READS)
    local ended = process.run({ "sh", "-c", [[
      for i in 1 2 3; do "$@" 2>/dev/null & runs="$runs $!"; done
      for run in $runs; do wait $run; echo "status $?"; done
    ]], "sh", script.lualark, "run", "--record", file.path, "--format", "csv", scripts.path, "1",
      "2", "3" }, { env = sim:env() })
    assert.equal("", ended.err)
    assert.equal(3, select(2, ended.out:gsub("status 6\n", "")))
    assert.equal(9, select(2, ended.out:gsub("\n%d,1,", "")), ended.out)
    assert.equal("ok|1", file:sql "PRAGMA integrity_check" .. "|"
      .. file:sql "SELECT count(DISTINCT account) FROM answers")
  end)

  it("takes an answer that another run has recorded meanwhile", function()
    local ended = fine(record([[
      local lark = require "lark"
      local program, path = ...
      local client = assert(lark.client())
      local function search(id)
        assert(client.hire.referral.search { talent_id = "6930815272790114324", start_time = id })
      end
      search "1"
      local other = os.tmpname()
      local file <close> = assert(io.open(other, "w"))
      assert(file:write 'local client = require "lark".client()'
        and file:write ' assert(client.hire.referral.search { talent_id = '
        and file:write '"6930815272790114324", start_time = "2" })')
      assert(file:close())
      assert(os.execute(("'%s' run --record '%s' '%s'"):format(program, path, other)))
      os.remove(other)
      search "2"
      search "3"
      return client:stats().recalled
    ]], { script.lualark, file.path }))
    assert.equal("1\n", ended)
    assert.equal(3, sim:count(SEARCH))
    assert.equal("3|1", file:sql "SELECT count(*), max(occurrence) FROM answers")
  end)

  it("does not record errors that may be gone the next time", function()
    local one = [[
      local client = assert(require "lark".client { retries = 0 })
      return client.hire.referral.search { talent_id = "6930815272790114324" }
    ]]
    for _, fault in ipairs {
      "code,code=1002001", "code,code=1002002,status=500", "code,code=99991672",
      "code,code=99991403", "html", "retry-after", "reset-after", "truncated", "json-cut",
      "code-missing",
    } do
      faults.arm(sim, fault .. ",endpoint=" .. SEARCH .. ",times=5")
      assert.is_true(record(one).status ~= 0, fault)
      assert.equal(0, file:count(), fault)
    end
    faults.arm(sim, "rate-limit-bare,endpoint=" .. SEARCH .. ",times=1")
    fine(record(one))
    assert.equal("200", file:sql "SELECT group_concat(http_status) FROM answers")
    local cancelled = [[
      local lark = require "lark"
      local client = assert(lark.client())
      client:start("hire.referral.search", { talent_id = "1" }, function() end)
      client:step(0)
      client:close()
    ]]
    file:sql "DELETE FROM answers"
    fine(record(cancelled))
    assert.equal(0, file:count())
  end)

  -- ---------------------------------------------------------------------- age

  it("asks again for answers older than --max-age, but sends no change twice", function()
    fine(record(POLLS, { "1" }))
    fine(record(TWICE))
    file:age(HOUR_MS)
    fine(record(POLLS, { "1" }, "--max-age", "2h"))
    assert.equal(3, sim:count(SEARCH))
    fine(record(POLLS, { "1" }, "--max-age", "30m"))
    fine(record(TWICE, nil, "--max-age", "30m"))
    assert.equal(4, sim:count(SEARCH))
    assert.equal(3, file:count())
    fine(record(POLLS, { "1" }, "--max-age", "30m"))
    assert.equal(4, sim:count(SEARCH))
  end)

  it("keeps the old answer if asking again fails", function()
    fine(record(POLLS, { "1" }))
    file:age(30 * 24 * HOUR_MS)
    faults.arm(sim, "code,code=99991672,endpoint=" .. SEARCH)
    assert.equal(3, record(POLLS, { "1" }, "--max-age", "7d").status)
    assert.equal(1, file:count())
    fine(replay(POLLS, { "1" }))
  end)

  it("refuses options that contradict each other", function()
    for options, said in pairs {
      [{ "--record", file.path, "--replay", file.path }] = "only one of them",
      [{ "--max-age", "7d" }] = "goes with %-%-record",
      [{ "--replay", file.path, "--max-age", "7d" }] = "goes with %-%-record",
      [{ "--record", file.path, "--max-age", "soon" }] = "30m, 12h or 7d",
      [{ "--record", file.path, "--max-age", "0s" }] = "30m, 12h or 7d",
    } do
      local ended = scripts:run("", options)
      assert.equal(2, ended.status)
      assert.matches(said, ended.err)
    end
    assert.same({}, file:modes())
  end)

  -- ----------------------------------------------------------------- privacy

  it("is private, whatever the umask and the mode it had", function()
    scripts:write(POLLS .. [[
      , io.popen("find " .. arg[2] .. " -type f -printf '%f %m\n' | sort"):read "a"
    ]])
    local function run(umask)
      local ended = process.run({ "sh", "-c", "umask $1; shift; exec \"$@\"", "sh", umask,
        script.lualark, "run", "--record", file.path, scripts.path, "1", file.folder },
        { env = sim:env() })
      assert.matches("calls.db 600\ncalls.db%-shm 600\ncalls.db%-wal 600\n", ended.err .. ended.out)
    end
    run "000"
    assert.same({ ["calls.db"] = "600" }, file:modes())
    os.execute("chmod 666 " .. file.path)
    run "022"
    assert.same({ ["calls.db"] = "600" }, file:modes())
    file:remove()
    file = recording.new()
    run "777"
    os.execute("chmod 644 " .. file.path)
    fine(replay(POLLS, { "1" }))
    assert.same({ ["calls.db"] = "600" }, file:modes())
  end)

  it("holds no secret and no token", function()
    local ended = record([[
      local client = assert(require "lark".client())
      assert(client.hire.referral.search { talent_id = "6930815272790114324" })
      assert(client:request {
        method = "POST", path = "/open-apis/auth/v3/tenant_access_token/internal",
        body = { app_id = os.getenv "LARK_APP_ID", app_secret = os.getenv "LARK_APP_SECRET" },
      })
      client.hire.referral.search { talent_id = os.getenv "LARK_APP_SECRET" }
      for _, ending in ipairs { "", "-wal" } do
        local text = io.open(... .. ending, "rb"):read "a"
        for _, secret in ipairs { os.getenv "LARK_APP_SECRET", select(2, ...) } do
          assert(not text:find(secret, 1, true), secret)
        end
      end
    ]], { file.path, faults.token(sim) })
    fine(ended)
    assert.equal(1, file:count())
    local kept = io.open(file.path, "rb"):read "a"
    assert.is_nil(kept:find(sim.app_secret, 1, true))
    assert.is_nil(kept:find(faults.token(sim), 1, true))
  end)

  it("does not record an answer that shows a secret, however it is spelt", function()
    local SECRET, TOKEN = "s3cr/t-of-mine", "t-0a1b2c3d4e5f60718293"
    local function answer(text) return { body = '{"code":0,"data":{"x":"' .. text .. '"}}' } end
    local server = nginx.answering {
      ["/open-apis/auth/"] = { body = lark.encode { code = 0, msg = "ok", expire = 7200,
        tenant_access_token = TOKEN } },
      ["/open-apis/1"] = answer(SECRET),
      ["/open-apis/2"] = answer "s3cr\\/t-of-mine",
      ["/open-apis/3"] = answer("it is " .. TOKEN .. "!"),
      ["/open-apis/4"] = { status = 400, body = '{"code":7,"msg":"t-0a1b2c3d4e5f6071829\\u0033"}' },
      ["/open-apis/5"] = { body = '{"code":0,"data":{"user_access_token":"u-1"}}' },
      ["/open-apis/6"] = answer "nothing",
      ["/open-apis/7"] = { status = 400, body = '{"code":7,"msg":"no"}',
        headers = { ["X-Tt-Logid"] = "2024-" .. TOKEN } },
      ["/open-apis/8"] = { status = 400, body = '{"code":7,"msg":"no"}',
        headers = { ["X-Tt-Logid"] = "20240828" } },
    }
    local eight = [[
      local client = assert(require "lark".client())
      local ids = {}
      for i = 1, 8 do
        local _, err = client:request { path = "/open-apis/" .. i }
        ids[i] = err and err.log_id or ""
      end
      return { ids[7], ids[8] }
    ]]
    scripts:run(eight, { "--record", file.path }, nil, { LARK_APP_ID = "cli_x",
      LARK_APP_SECRET = SECRET, LARK_BASE_URL = server.url })
    server:stop()
    assert.equal("/open-apis/6\n/open-apis/7\n/open-apis/8",
      file:sql "SELECT path FROM answers ORDER BY path")
    -- The log id that support asks for is kept, without what a server added to it.
    local ended = replay(eight, nil, { LARK_APP_ID = "cli_x", LARK_BASE_URL = server.url },
      "--format", "json")
    assert.same({ "2024-" .. ("*"):rep(#TOKEN), "20240828" }, lark.decode(fine(ended)))
  end)

  -- -------------------------------------------------------------- other files

  it("leaves files of another kind as they are", function()
    local function refuses(said)
      for _, option in ipairs { "--record", "--replay" } do
        local ended = scripts:run("print 'ran'", { option, file.path })
        assert.equal(1, ended.status)
        assert.equal("", ended.out)
        assert.matches(said, ended.err)
      end
    end
    os.execute("printf 'id,name\\n' > " .. file.path .. "; chmod 644 " .. file.path)
    refuses "another kind"
    assert.same({ ["calls.db"] = "644" }, file:modes())
    os.remove(file.path)
    file:sql "CREATE TABLE answers (id); PRAGMA journal_mode = WAL"
    refuses "another kind"
    os.remove(file.path)
    os.execute("mkdir " .. file.path)
    refuses "calls.db: "
    os.remove(file.path)
    os.execute("mkfifo " .. file.path)
    refuses "another kind"
    os.remove(file.path)
    fine(record(POLLS, { "1" }))
    file:sql "PRAGMA user_version = 2"
    refuses "another version of lualark"
  end)

  it("goes on with an empty file, but does not replay one", function()
    os.execute(": > " .. file.path)
    local ended = replay ""
    assert.equal(1, ended.status)
    assert.matches("nothing was recorded", ended.err)
    fine(record(POLLS, { "1" }))
    fine(replay(POLLS, { "1" }))
  end)

  it("does not make a file to replay", function()
    local ended = replay "print 'ran'"
    assert.equal(1, ended.status)
    assert.matches("no such file; %-%-record makes one", ended.err)
    assert.equal("", ended.out)
    assert.same({}, file:modes())
  end)

  it("replays a file that may not be written, in a folder that may not be either", function()
    fine(record(POLLS, { "1" }))
    scripts:write(POLLS)
    os.execute(("chmod 444 %s; chmod 555 %s; chmod 644 %s"):format(file.path, file.folder,
      scripts.path))
    local words = { script.lualark, "run", "--replay", file.path, scripts.path, "1" }
    -- Root may write everything, unless it gives up that power.
    if process.run({ "id", "-u" }).out == "0\n" then
      words = table.move(words, 1, #words, 3, { "setpriv", "--bounding-set=-all" })
    end
    fine(process.run(words, { env = NOBODY }))
    os.execute("chmod 755 " .. file.folder)
  end)

  it("says once that it cannot write, and goes on", function()
    scripts:write(READS)
    local words = { "sh", "-c", "trap '' XFSZ; ulimit -f 100; exec \"$@\"", "sh",
      script.lualark, "run", "--format", "json", "--record", file.path, scripts.path }
    for i = 1, 150 do words[#words + 1] = tostring(i) end
    local ended = process.run(words, { env = sim:env() })
    assert.equal(6, ended.status)
    assert.equal(1, select(2, ended.err:gsub("cannot be written", "")))
    assert.not_matches("not an error", ended.err)
    assert.equal(151, #lark.decode(ended.out))
    assert.is_true(file:count() < 151)
  end)

  -- ----------------------------------------------------------------- accounts

  it("replays for the account that it recorded, and for no other", function()
    record(READS, { "1" })
    local args = { "1", "--format", "json" }
    local right = record(READS, args)
    assert.same(right, replay(READS, args))
    assert.same(right, replay(READS, args, sim:env { LARK_APP_SECRET = "" }))
    local ended = replay(READS, args, sim:env { LARK_APP_ID = "cli_other" })
    assert.equal(3, ended.status)
    assert.matches("no recordings of cli_other at http://127.*but of cli_simulator at http://127",
      ended.err)
    local other = { LARK_APP_ID = "cli_other", LARK_APP_TYPE = "isv",
      LARK_TENANT_KEY = "t1" }
    assert.matches("no recordings of cli_other at " .. sim.url .. " for t1, but",
      replay(READS, args, sim:env(other)).err, 1, true)
    other.LARK_LANG = "zh"
    assert.matches("没有该应用的录制：cli_other（" .. sim.url .. "，租户 t1）；"
      .. "有录制的是：cli_simulator（" .. sim.url .. "）",
      replay(READS, args, sim:env(other)).err, 1, true)
    ended = replay(READS, args, sim:env { LARK_BASE_URL = "https://open.feishu.cn" })
    assert.equal(3, ended.status)
  end)

  it("asks which account to replay if it recorded several", function()
    scripts:run(READS, { "--record", file.path }, { "1" })
    scripts:run(READS, { "--record", file.path }, { "1" },
      sim:env { LARK_BASE_URL = sim.url:gsub("127.0.0.1", "localhost") })
    assert.equal("2|4", file:sql "SELECT count(DISTINCT account), count(*) FROM answers")
    local ended = replay(READS, { "1" })
    assert.equal(3, ended.status)
    assert.matches("recordings of cli_simulator at http://127.*, cli_simulator at http://localhost",
      ended.err)
    assert.matches("LARK_APP_ID", ended.err)
    assert.equal(6, replay(READS, { "1" }, sim:env()).status)
  end)

  it("gives a client of a script's own making its recordings too", function()
    local own = [[
      local lark = require "lark"
      local client = assert(lark.client { app_id = "cli_simulator", limits = false, retries = 1,
        app_secret = "simulator-secret", base_url = (...) })
      return assert(client.hire.referral.search { talent_id = "6930815272790114324" }).items[1].id
    ]]
    local first = fine(record(own, { sim.url }))
    assert.equal(first, fine(record(own, { sim.url })))
    assert.equal(1, sim:count(SEARCH))
    assert.equal(first, fine(replay(own, { sim.url })))
  end)

  -- ------------------------------------------------------------- other ways

  it("records and replays under limits, and in a sandbox", function()
    for _, limit in ipairs { { "--sandbox" }, { "--memory", "64M" } } do
      file:remove()
      file = recording.new()
      sim:reset()
      local args = { "1", "2", "--format", "json" }
      local first = record(READS, args, table.unpack(limit))
      assert.equal(6, first.status)
      assert.same(first, record(READS, args, table.unpack(limit)))
      assert.equal(2, sim:count(SEARCH))
      assert.same(first, replay(READS, args, nil, table.unpack(limit)))
      assert.same(first, replay(READS, args))
      local ended = replay(READS, { "3", "--format", "json" }, nil, table.unpack(limit))
      assert.matches("not recorded", ended.err)
    end
  end)

  it("holds a sandboxed script to its limits", function()
    fine(record(POLLS, { "1" }))
    file:sql [[UPDATE answers SET answer =
      '{"code":0,"data":{"items":[{"id":"' || hex(zeroblob(1000000)) || '"}]}}']]
    local ended = replay(POLLS, { "1" }, nil, "--sandbox")
    assert.equal(5, ended.status)
    assert.matches("larger than may be held", ended.err)
  end)

  -- A script that makes one request to a server that has stopped when it is replayed.
  local function of_stopped(answer, request)
    local server = nginx.answering { ["/"] = answer }
    local source = ([[
      local client = assert(require "lark".client { base_url = %q, tenant_access_token = "t-1" })
      return assert(client:request { method = "GET", path = "/open-apis/many", %s })
    ]]):format(server.url, request)
    local first = fine(record(source, nil, "--format", "json"))
    server:stop()
    return first, source
  end

  it("finds a request whatever the order of its members, in each of twenty runs", function()
    local members = [[{ d = "4", alpha = "1", c = "3", b = "2", e = { y = 1, x = 2 } }]]
    local first, source = of_stopped({ body = '{"code":0,"data":{"n":1}}' },
      "query = { d = '4', alpha = '1', c = '3', b = '2' }, body = " .. members)
    for _ = 1, 20 do
      assert.equal(first, fine(replay(source, nil, nil, "--format", "json")))
    end
  end)

  it("has texts that are no JSON", function()
    local first, source = of_stopped({ body = "id,name\n1,Li\n", type = "text/csv" }, "")
    assert.matches("id,name", first, 1, true)
    assert.equal(first, fine(replay(source, nil, nil, "--format", "json")))
  end)

  it("is there for lualark call as well", function()
    local words = { script.lualark, "call", SEARCH, "talent_id=6930815272790114324" }
    local function call(option, env)
      return process.run({ words[1], words[2], words[3], words[4], option, file.path },
        { env = env })
    end
    local first = fine(call("--record", sim:env()))
    assert.equal(first, fine(call("--replay", NOBODY)))
    assert.equal(1, sim:count(SEARCH))
    words[4] = "talent_id=1"
    assert.equal(4, call("--replay", NOBODY).status)
    assert.equal(2, process.run({ script.lualark, "call", SEARCH, "--max-age", "1d" }).status)
  end)
end)
