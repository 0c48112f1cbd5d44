-- SPDX-License-Identifier: MIT

-- The scripts in scripts/ that handle events, under lualark listen: the simulator sends the
-- events, and takes the calls.
local files = require "support.files"
local lark = require "lark"
local listener = require "support.listener"
local process = require "support.process"
local simulator = require "support.simulator"

local scripts = os.getenv "LARK_SOURCE" .. "/scripts/"
local lualark = os.getenv "LARK_BUILD" .. "/bin/lualark"
local has_microhttpd = process.run({ "pkg-config", "libmicrohttpd" }).status == 0
local SEND, MOVED = "im.message.create", "hire.application.stage_changed_v1"
local CREATE = "bitable.app.table.record.batch_create"
local UPDATE = "bitable.app.table.record.batch_update"
local OFFER = "hire.offer.status_changed_v1"

describe("the handlers of events", function()
  if not has_microhttpd then return pending "no libmicrohttpd-dev" end
  local folder, sim, running
  before_each(function()
    folder = files.folder()
    sim = simulator.start("--limits", "off")
  end)
  after_each(function()
    if running then running.stop() end
    running = nil
    sim:stop()
    files.remove(folder)
  end)

  local function start(name, args)
    local env = sim:env()
    running = listener.start(folder, files.read(scripts .. name .. ".lua"),
      { env = env, args = args, limit = "cd " .. folder .. ";",
        words = { "--attempts", "2" } })
    assert.is_truthy(running.url, running.said())
  end

  local function send(id, event_type, event)
    assert.equal(200, (listener.post(running.url, listener.event(id, lark.encode(event),
      event_type))))
  end

  -- Waits until all events so far have ended; their states.
  local function settle()
    local states
    assert.is_truthy(listener.await(function()
      local inbox <close> = assert(lark.inbox(running.inbox))
      states = {}
      for _, one in ipairs(inbox:events()) do
        states[one.event_id] = one.state
        if one.state == "waiting" or one.state == "handling" then return nil end
      end
      return true
    end), running.said())
    return states
  end

  local function texts()
    local found = {}
    for i, message in ipairs(sim:records "messages") do
      found[i] = lark.decode(message.body and message.body.content or message.content).text
    end
    return found
  end

  it("are short, and show their help in both languages", function()
    for _, name in ipairs { "greet_referrers", "warn_declined_offers",
      "applications_to_bitable" } do
      local text = files.read(scripts .. name .. ".lua")
      assert.is_true(select(2, text:gsub("\n", "")) < 80, name)
      for lang, word in pairs { en = "usage: ", zh = "用法：" } do
        local shown = process.run({ lualark, "run", scripts .. name .. ".lua", "--help", "--lang",
          lang })
        assert.equal(0, shown.status, shown.err)
        assert.matches(word, shown.out, 1, true)
      end
      assert.equal(2, process.run({ lualark, "run", scripts .. name .. ".lua" },
        { env = sim:env() }).status)
    end
  end)

  it("thank a referrer once for each referral", function()
    start("greet_referrers", { "--to", "oc_1", "--days", "100000", "--lang", "en" })
    local application = sim:company().application_ids[1]
    local client = sim:client()
    local referral
    for _, id in ipairs(sim:company().application_ids) do
      local found = client.hire.referral.get_by_application { application_id = id }
      if found and found.referral then application, referral = id, found.referral break end
    end
    client:close()
    assert.is_truthy(referral)
    send("e1", MOVED, { application_id = application })
    send("e2", MOVED, { application_id = application })
    send("e1", MOVED, { application_id = application })
    assert.same({ e1 = "done", e2 = "done" }, settle())
    assert.same({ ('Thank you for the referral, <at user_id="%s"></at>: the candidate has moved '
      .. 'on.'):format(referral.referral_user_id) }, texts())
    -- Another run knows it.
    assert.equal(0, running.stop())
    start("greet_referrers", { "--to", "oc_1", "--days", "100000", "--lang", "en" })
    send("e3", MOVED, { application_id = application })
    assert.equal("done", settle().e3)
    assert.equal(1, #texts())
  end)

  it("warn of a declined offer alone, once, also where the answer is lost", function()
    start("warn_declined_offers", { "--to", "oc_1", "--lang", "zh" })
    local offer = sim:records("offers")[1].id
    sim:faults { "reset-after,endpoint=" .. SEND .. ",times=1" }
    send("e1", OFFER, { offer_id = offer, offer_status = 6 })
    send("e2", OFFER, { offer_id = offer, offer_status = 8 })
    send("e2", OFFER, { offer_id = offer, offer_status = 8 })
    assert.same({ e1 = "done", e2 = "done" }, settle())
    assert.equal(1, #texts())
    assert.matches("已拒绝 Offer：", texts()[1], 1, true)
    assert.equal(2, sim:count(SEND))
  end)

  it("keep a row for each application, as it is now", function()
    start("applications_to_bitable", { "--into", "bascnSimulator/tblSimulator", "--columns",
      "id,name,-,stage", "--lang", "zh" })
    local ids = {}
    for i, one in ipairs(sim:records "applications") do ids[i] = one.id end
    for i = 1, 3 do send("e" .. i, MOVED, { application_id = ids[i] }) end
    send("e4", MOVED, { application_id = ids[1] })
    send("e2", MOVED, { application_id = ids[2] })
    send("e0", MOVED, { application_id = "1" }) -- deleted
    assert.same({ e0 = "done", e1 = "done", e2 = "done", e3 = "done", e4 = "done" }, settle())
    assert.equal(3, #sim:records "bitable_records")
    assert.equal(3, sim:count(CREATE))
    -- One that has moved since: its row changes.
    local client = sim:client()
    local detail = assert(client.hire.application.get_detail { application_id = ids[1] })
    local row = sim:records("bitable_records")[1]
    assert.equal(detail.application_detail.basic_info.stage.zh_name, row.fields.stage)
    local stages = assert(client.hire.job_process.list {}).items
    for _, process_of in ipairs(stages) do
      for _, stage in ipairs(process_of.stage_list) do
        if stage.zh_name ~= row.fields.stage and client.hire.application.transfer_stage {
          application_id = ids[1], stage_id = stage.id } then goto moved end
      end
    end
    ::moved::
    client:close()
    send("e5", MOVED, { application_id = ids[1] })
    assert.equal("done", settle().e5)
    assert.equal(3, #sim:records "bitable_records")
    assert.equal(1, sim:count(UPDATE))
  end)
end)
