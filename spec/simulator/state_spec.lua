-- SPDX-License-Identifier: MIT

-- `lark-simulator --state FILE` keeps the company from one run to the next.
local files = require "support.files"
local lark = require "lark"
local batch = require "support.batch"
local process = require "support.process"
local requests = require "support.requests"
local simulator = require "support.simulator"

local HIRE = "/open-apis/hire/v1"
local program = assert(os.getenv "LARK_BUILD") .. "/bin/lark-simulator"

describe("lark-simulator --state", function()
  local folder, file, sim

  local function start(...)
    sim = simulator.start("--limits", "off", "--state", file, ...)
  end

  local function call(method, path, body, query)
    local token = lark.decode(requests.send(
      sim.url .. "/open-apis/auth/v3/tenant_access_token/internal", "-H",
      "Content-Type: application/json", "-d", lark.encode { app_id = simulator.app_id,
        app_secret = simulator.app_secret }).body).tenant_access_token
    return batch.send(sim.url, token, { { method = method, pattern = HIRE .. path,
      query = query, body = body and lark.encode(body) } })[1]
  end

  local function read()
    local stream = assert(io.open(file, "rb"))
    local text = stream:read "a"
    stream:close()
    return text
  end

  local function write(text)
    local stream = assert(io.open(file, "wb"))
    stream:write(text)
    stream:close()
  end

  -- Tries to start with the file as it is.
  local function refused(...)
    local ended = process.run { "timeout", "20", program, "--state", file, ... }
    assert.equal(1, ended.status)
    assert.equal("", ended.out)
    return ended.err
  end

  before_each(function()
    folder = files.folder()
    file = folder .. "/company.json"
  end)
  after_each(function()
    if sim then sim:stop() end
    sim = nil
    os.execute("rm -r " .. folder)
  end)

  it("keeps what was made, changed, deleted and done once", function()
    start()
    local talent = sim:company().talents[1].id
    local account = sim:company().accounts[1].id
    local kept = call("POST", "/notes", { talent_id = talent, content = "kept" }).data.note
    local gone = call("POST", "/notes", { talent_id = talent, content = "gone" }).data.note
    call("DELETE", "/notes/" .. gone.id)
    local order = { withdraw_bonus_type = { 1, 2 }, external_order_id = "o-1" }
    call("POST", "/referral_account/enable", { referral_account_id = account })
    local first = call("POST", "/referral_account/" .. account .. "/withdraw", order)
    local listed = call("GET", "/applications", nil, { page_size = 20 })
    sim:stop()

    start()
    assert.same(kept, call("GET", "/notes/" .. kept.id).data.note)
    assert.equal(1002002, call("GET", "/notes/" .. gone.id).code)
    assert.same(first, call("POST", "/referral_account/" .. account .. "/withdraw", order))
    local assets = call("GET", "/referral_account/get_account_assets", nil,
      { referral_account_id = account }).data.account.assets.confirmed_bonus
    assert.equal(0, assets.point_bonus)
    assert.same(listed, call("GET", "/applications", nil, { page_size = 20 }))
    local again = call("POST", "/notes", { talent_id = talent, content = "new" }).data.note
    assert.not_equal(kept.id, again.id)
    assert.not_equal(gone.id, again.id)
  end)

  it("survives a killed simulator", function()
    start()
    local talent = sim:company().talents[1].id
    local note = call("POST", "/notes", { talent_id = talent, content = "kept" }).data.note
    os.execute("kill -KILL -" .. sim.pid .. " 2>/dev/null || kill -KILL " .. sim.pid)
    sim:stop()
    start()
    assert.equal("kept", call("GET", "/notes/" .. note.id).data.note.content)
  end)

  it("writes a file that only its owner reads, and leaves no other", function()
    start()
    call("POST", "/notes", { talent_id = sim:company().talents[1].id, content = "a" })
    assert.equal("600\n", process.run({ "stat", "-c", "%a", file }).out)
    assert.equal("company.json\n", process.run({ "ls", "-A", folder }).out)
  end)

  it("refuses a damaged file and leaves it as it is", function()
    start()
    call("POST", "/notes", { talent_id = sim:company().talents[1].id, content = "precious" })
    sim:stop()
    local whole = read()
    local damaged = {
      "", "{}", "[]", "null", whole:sub(1, #whole // 2), (whole:gsub("precious", "preciuos")),
      (whole:gsub('"sum"', '"mus"')), whole .. "x",
    }
    for i, text in ipairs(damaged) do
      write(text)
      assert.truthy(refused():find("cannot use --state " .. file .. ": it is damaged", 1, true),
        i)
      assert.equal(text, read())
    end
  end)

  it("refuses what is no regular file", function()
    process.run { "mkfifo", file }
    assert.matches(file .. ": it is no regular file", refused(), 1, true)
    assert.equal(0, process.run({ "test", "-p", file }).status)
  end)

  it("refuses the file of another company, and a folder that it cannot write", function()
    start()
    sim:stop()
    assert.truthy(refused("--seed", "2"):find("it was made with --seed 1 --talents 200", 1, true))
    assert.truthy(refused("--talents", "7"):find("made with", 1, true))
    file = folder .. "/none/company.json"
    assert.truthy(refused():find("No such file or directory", 1, true))
    file = folder
    assert.truthy(refused():find("cannot use --state", 1, true))
    file = folder .. "/company.json"
  end)
end)
