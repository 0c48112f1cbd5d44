-- SPDX-License-Identifier: MIT

-- The simulated company as one state, over HTTP: what calls create, change and delete.
local lark = require "lark"
local batch = require "support.batch"
local requests = require "support.requests"
local simulator = require "support.simulator"

local HIRE = "/open-apis/hire/v1"

describe("the simulated company", function()
  local sim, token

  local function call(method, path, body, query)
    return batch.send(sim.url, token, { {
      method = method, pattern = HIRE .. path, query = query,
      body = body and lark.encode(body) or nil,
    } })[1]
  end

  -- The data of a call that has to succeed.
  local function data(...)
    local answer = call(...)
    assert.equal(0, answer.code, answer.msg)
    return answer.data
  end

  local function ids_of(items)
    local found = {}
    for _, item in ipairs(items) do found[type(item) == "table" and item.id or item] = true end
    return found
  end

  setup(function()
    sim = simulator.start("--limits", "off")
    token = lark.decode(requests.send(
      sim.url .. "/open-apis/auth/v3/tenant_access_token/internal", "-H",
      "Content-Type: application/json", "-d", lark.encode { app_id = simulator.app_id,
        app_secret = simulator.app_secret }).body).tenant_access_token
  end)
  teardown(function() sim:stop() end)

  local function new_talent(email)
    return data("POST", "/talents/combined_create",
      { basic_info = { name = "林晓", email = email } }).talent_id
  end

  local function first_job() return data("GET", "/jobs", nil, { page_size = 1 }).items[1] end

  local function new_application()
    return data("POST", "/applications", { talent_id = new_talent("a@example.com"),
      job_id = first_job().id }).id
  end

  local function stages()
    return data("GET", "/job_processes", nil, { page_size = 1 }).items[1].stage_list
  end

  describe("talents", function()
    it("are found by id and by e-mail once they are created", function()
      local id = new_talent("linxiao@example.com")
      local talent = data("GET", "/talents/" .. id).talent
      assert.equal(id, talent.id)
      assert.equal("林晓", talent.basic_info.name)
      local found = data("POST", "/talents/batch_get_id",
        { email_list = { "linxiao@example.com" } }).talent_list
      assert.equal(1, #found)
      assert.equal(id, found[1].talent_id)
    end)

    it("keep what an update does not name", function()
      local id = new_talent("before@example.com")
      data("POST", "/talents/combined_update",
        { talent_id = id, basic_info = { name = "林小" } })
      assert.equal("林小", data("GET", "/talents/" .. id).talent.basic_info.name)
    end)

    it("that do not exist are refused with the documented code", function()
      assert.equal(1002102, call("GET", "/talents/7000000000000000000").code)
      assert.equal(1002102, call("POST", "/applications",
        { talent_id = "7000000000000000000", job_id = first_job().id }).code)
    end)

    it("make an empty list an error, unless the call says otherwise", function()
      local late = { update_start_time = "4000000000000" }
      assert.equal(1002002, call("GET", "/talents", nil, late).code)
      late.query_option = "ignore_empty_error"
      assert.same({}, data("GET", "/talents", nil, late).items)
    end)
  end)

  describe("jobs", function()
    it("are listed once they are created, and close and open", function()
      local job = data("POST", "/jobs/combined_create", {
        title = "Lua 工程师", job_managers = { recruiter_id = "ou_a",
          hiring_manager_id_list = { "ou_b" } }, job_process_id = "1", process_type = 1,
        department_id = "d", is_never_expired = true, job_type_id = "1",
        recruitment_type_id = "1",
      }).job
      assert.equal("Lua 工程师", job.title)
      local function status() return data("GET", "/jobs/" .. job.id).job.active_status end
      assert.equal(1, status())
      data("POST", "/jobs/" .. job.id .. "/close", {})
      assert.equal(2, status())
      assert.equal(1002609, call("POST", "/jobs/" .. job.id .. "/close", {}).code)
      data("POST", "/jobs/" .. job.id .. "/open", { is_never_expired = true })
      assert.equal(1, status())
      local listed, query = {}, { page_size = 20 }
      repeat
        local page = data("GET", "/jobs", nil, query)
        for id in pairs(ids_of(page.items)) do listed[id] = true end
        query.page_token = page.page_token
      until not page.has_more
      assert.is_true(listed[job.id])
    end)
  end)

  describe("applications", function()
    it("are listed by talent, job and stage, and start in the first stage", function()
      local id = new_application()
      local application = data("GET", "/applications/" .. id).application
      assert.equal(1, application.active_status)
      assert.equal(stages()[1].id, application.stage.id)
      for _, filter in ipairs { "talent_id", "job_id" } do
        local page = data("GET", "/applications", nil,
          { [filter] = application[filter], page_size = 200 })
        assert.is_true(ids_of(page.items)[id])
      end
    end)

    it("are in their new stage once they have moved", function()
      local id, third = new_application(), stages()[3]
      data("POST", "/applications/" .. id .. "/transfer_stage", { stage_id = third.id })
      assert.same(third, data("GET", "/applications/" .. id).application.stage)
      local there = data("GET", "/applications", nil, { stage_id = third.id, page_size = 200 })
      assert.is_true(ids_of(there.items)[id])
      assert.equal(1002204, call("POST", "/applications/" .. id .. "/transfer_stage",
        { stage_id = "7000000000000000000" }).code)
    end)

    it("that are terminated cannot move until they are recovered", function()
      local id, stage = new_application(), { stage_id = stages()[2].id }
      data("POST", "/applications/" .. id .. "/terminate", { termination_type = 1 })
      assert.equal(2, data("GET", "/applications/" .. id).application.active_status)
      assert.equal(1002211,
        call("POST", "/applications/" .. id .. "/transfer_stage", stage).code)
      assert.equal(1002221,
        call("POST", "/applications/" .. id .. "/terminate", { termination_type = 1 }).code)
      assert.not_equal(stage.stage_id, data("GET", "/applications/" .. id).application.stage.id)
      data("POST", "/applications/" .. id .. "/recover", {})
      assert.equal(1002225, call("POST", "/applications/" .. id .. "/recover", {}).code)
      data("POST", "/applications/" .. id .. "/transfer_stage", stage)
    end)

    it("become employees", function()
      local id = new_application()
      local employee = data("POST", "/applications/" .. id .. "/transfer_onboard",
        { actual_onboard_time = 1700000000000 }).employee
      local found = data("GET", "/employees/get_by_application", nil, { application_id = id })
      assert.equal(employee.id, found.employee.id)
      assert.equal(1700000000000, found.employee.onboard_time)
    end)
  end)

  describe("offers", function()
    it("are found by talent and by application", function()
      local id = new_application()
      local talent = data("GET", "/applications/" .. id).application.talent_id
      local offer = data("POST", "/offers", { application_id = id, offer_type = 1,
        basic_info = { department_id = "d", leader_user_id = "ou_a", owner_user_id = "ou_a",
          operator_user_id = "ou_a" } })
      assert.equal(id, offer.application_id)
      assert.is_true(ids_of(data("GET", "/offers", nil, { talent_id = talent }).items)
        [offer.offer_id])
      assert.equal(offer.offer_id, data("GET", "/applications/" .. id .. "/offer").offer.id)
      data("PATCH", "/offers/" .. offer.offer_id .. "/offer_status", { offer_status = 2,
        expiration_date = "2030-01-01", termination_reason_id_list = lark.array {} })
      assert.equal(2, data("GET", "/offers/" .. offer.offer_id).offer.offer_status)
    end)
  end)

  describe("interviews", function()
    it("are those of their application and its talent", function()
      local interview = data("GET", "/interviews", nil, { page_size = 1 }).items[1]
      local by_application = data("GET", "/interviews", nil,
        { application_id = interview.application_id })
      assert.is_true(ids_of(by_application.items)[interview.id])
      local talent =
        data("GET", "/applications/" .. interview.application_id).application.talent_id
      local found = false
      for _, item in ipairs(data("GET", "/interviews/get_by_talent", nil,
        { talent_id = talent }).items) do
        found = found or item.interview_list[1].id == interview.id
      end
      assert.is_true(found)
    end)
  end)

  describe("notes", function()
    it("are created, changed, listed and deleted", function()
      local talent = new_talent("note@example.com")
      local note = data("POST", "/notes",
        { talent_id = talent, content = "第一次沟通", privacy = 1 }).note
      assert.equal("第一次沟通", note.content)
      assert.is_true(note.is_private)
      data("PATCH", "/notes/" .. note.id, { content = "第二次沟通" })
      assert.equal("第二次沟通", data("GET", "/notes/" .. note.id).note.content)
      local listed = data("GET", "/notes", nil, { talent_id = talent }).items
      assert.equal(1, #listed)
      assert.equal("第二次沟通", listed[1].content)
      data("DELETE", "/notes/" .. note.id)
      assert.equal(1002002, call("GET", "/notes/" .. note.id).code)
      assert.same({}, data("GET", "/notes", nil, { talent_id = talent }).items)
    end)
  end)

  describe("external applications", function()
    it("are created once for an external_id, changed and deleted", function()
      local talent = new_talent("external@example.com")
      local body = { external_id = "e-1", talent_id = talent, job_title = "高级 Java" }
      local first = data("POST", "/external_applications", body).external_application
      assert.same(first, data("POST", "/external_applications", body).external_application)
      local function list()
        return data("GET", "/external_applications", nil, { talent_id = talent }).items
      end
      assert.equal(1, #list())
      assert.equal("高级 Java", list()[1].job_title)
      data("PUT", "/external_applications/" .. first.id,
        { talent_id = talent, job_title = "Lua" })
      assert.equal("Lua", list()[1].job_title)
      data("DELETE", "/external_applications/" .. first.id)
      assert.same({}, list())
    end)

    it("that were drawn can be changed and deleted", function()
      local talent = sim:company().talents[1]
      local function list()
        return data("GET", "/external_applications", nil,
          { talent_id = talent.id, page_size = 20 }).items
      end
      local before = list()
      data("PUT", "/external_applications/" .. before[2].id,
        { talent_id = talent.id, stage = "已改" })
      data("DELETE", "/external_applications/" .. before[1].id)
      local after = list()
      assert.equal(before[2].id, after[1].id)
      assert.equal("已改", after[1].stage)
      assert.equal(before[2].create_time, after[1].create_time)
    end)
  end)

  describe("bonus accounts", function()
    local account

    local function assets()
      return data("GET", "/referral_account/get_account_assets", nil,
        { referral_account_id = account.id }).account
    end

    local function reward(key, bonus)
      return data("POST", "/external_referral_rewards", { referral_user_id = account.open_id,
        external_id = key, rule_type = 1, bonus = bonus, stage = 2 }).id
    end

    local function withdraw(key)
      return call("POST", "/referral_account/" .. account.id .. "/withdraw",
        { withdraw_bonus_type = { 1, 2 }, external_order_id = key })
    end

    before_each(function()
      for _, one in ipairs(sim:company().accounts) do
        account = one
        if assets().status == 1 then break end
      end
    end)

    it("take a reward once", function()
      local before = assets().assets.confirmed_bonus.point_bonus
      local id = reward("r-1", { bonus_type = 1, point_bonus = 150 })
      assert.equal(id, reward("r-1", { bonus_type = 1, point_bonus = 150 }))
      assert.equal(before + 150, assets().assets.confirmed_bonus.point_bonus)
    end)

    it("are emptied by a withdrawal, which is done once", function()
      reward("r-2", { bonus_type = 2,
        cash_bonus = { { currency_type = "CNY", amount = 12.5 } } })
      local had = assets().assets.confirmed_bonus
      local first = withdraw("w-1").data
      assert.equal("w-1", first.external_order_id)
      assert.equal(had.point_bonus, first.withdrawal_details.point_bonus)
      assert.same(had.cash_bonus, first.withdrawal_details.cash_bonus)
      reward("r-3", { bonus_type = 1, point_bonus = 7 })
      assert.same(first, withdraw("w-1").data)
      assert.equal(7, assets().assets.confirmed_bonus.point_bonus)
      assert.same({}, assets().assets.confirmed_bonus.cash_bonus)
    end)

    it("agree with a reconciliation that says the same, and with no other", function()
      withdraw("w-clear")
      reward("r-4", { bonus_type = 1, point_bonus = 30 })
      local taken = withdraw("w-2").data
      local function check(points)
        return data("POST", "/referral_account/reconciliation", {
          start_trans_time = taken.trans_time, end_trans_time = taken.trans_time,
          trade_details = { { account_id = account.id,
            total_recharge_reward_info = { point_bonus = points } } },
        }).check_failed_list
      end
      assert.same({}, check(30))
      local failed = check(31)
      assert.equal(account.id, failed[1].account_id)
      assert.equal(30, failed[1].total_withdraw_reward_info.point_bonus)
    end)

    it("refuse a withdrawal while they are deactivated", function()
      data("POST", "/referral_account/" .. account.id .. "/deactivate")
      assert.equal(2, assets().status)
      assert.equal(1002555, withdraw("w-3").code)
      data("POST", "/referral_account/enable", { referral_account_id = account.id })
      assert.equal(1, assets().status)
      assert.equal(0, withdraw("w-3").code)
    end)

    it("can be created", function()
      local new = data("POST", "/referral_account",
        { email = "new@example.com", mobile = { code = "86", number = "10000000000" } }).account
      account = { id = new.account_id }
      assert.equal("new@example.com", assets().referrer.email)
      assert.equal(0, assets().assets.confirmed_bonus.point_bonus)
    end)
  end)

  describe("documented ids", function()
    it("always answer and hold no state", function()
      local note = "/notes/6916472453069883661"
      local before = data("GET", note)
      data("PATCH", note, { content = "x" })
      data("DELETE", note)
      assert.same(before, data("GET", note))
    end)
  end)

  it("answers an upload with `message` in the envelope", function()
    local function upload(form)
      return batch.send(sim.url, token, { { method = "POST",
        pattern = HIRE .. "/attachments", form = form } })[1]
    end
    local answer = upload("content=hello;filename=a.txt")
    assert.equal(0, answer.code)
    assert.is_string(answer.message)
    assert.is_nil(answer.msg)
    assert.is_string(answer.data.id)
    assert.equal(9499, upload("other=hello").code)
    assert.equal(9499, call("POST", "/attachments", {}).code)
  end)

  it("refuses a user's token where only an app may call, and the other way round", function()
    local function as(bearer, path)
      return batch.send(sim.url, bearer, { { method = "GET", pattern = HIRE .. path } })[1].code
    end
    assert.equal(99991671, as("u-simulator", "/jobs"))
    assert.equal(99991671, as(token, "/todos?type=offer"))
    assert.equal(0, as("u-simulator", "/todos?type=offer"))
  end)
end)
