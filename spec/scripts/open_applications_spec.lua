-- SPDX-License-Identifier: MIT

-- scripts/open_applications.lua.
local workflows = require "support.workflow"

local DAY_MS = 86400000
local ON, ON_MS = "2024-12-01", 1732982400000 -- that day in Shanghai

describe("open_applications", function()
  local flow, client
  setup(function()
    flow = workflows.new("open_applications", "--talents", "40")
    client = flow.sim:client { limits = false }
  end)
  teardown(function() flow:remove() end)

  workflows.it_is_a_workflow(it, "open_applications", {})

  -- The days of each open application in its stage, and the stage, by its id.
  local function expected()
    local found = {}
    for _, id in ipairs(client.hire.application.list.all { active_status = "1" }) do
      local one = client.hire.application.get { application_id = id }.application
      local times = one.stage_time_list
      local since = tonumber(times[#times].enter_time)
      found[id] = { days = math.max(0, (ON_MS - since) // DAY_MS), stage = one.stage }
    end
    return found
  end

  it("counts open applications, and lists those that are late", function()
    local late, open, is_late = {}, 0, 0
    for id, one in pairs(expected()) do
      open = open + 1
      if one.days > 300 then late[id], is_late = one.days, is_late + 1 end
    end
    assert.is_true(is_late > 5 and is_late < open)
    local found = flow:read { "--on", ON, "--days", "300" }
    local listed, count, marked = {}, 0, 0
    for _, row in ipairs(found.late) do
      listed[row.id] = row.days
      assert.is_true(row.candidate ~= nil and row.job ~= nil and row.owner ~= nil)
    end
    assert.same(late, listed)
    for _, row in ipairs(found.stages) do count, marked = count + row.count, marked + row.late end
    assert.equal(open, count)
    assert.equal(is_late, marked)
    assert.equal(0, flow:changes())
  end)

  it("allows other days in stages that are named", function()
    local stage, late = nil, 0
    local all = expected()
    for _, one in pairs(all) do
      if one.stage.zh_name == "笔试" then stage = one.stage end
    end
    for _, one in pairs(all) do
      local allowed = one.stage.zh_name == "笔试" and 100 or 5000
      if one.days > allowed then late = late + 1 end
    end
    assert.is_true(late > 0)
    for _, name in ipairs { "笔试", stage.en_name } do
      local found = flow:read { "--on", ON, "--days", "5000", "--stage-days", name .. " = 100" }
      assert.equal(late, #found.late)
    end
    for _, wrong in ipairs { "nowhere=3", "笔试", "笔试=x" } do
      local ended = flow:run { "--stage-days", wrong }
      assert.equal(2, ended.status)
      assert.matches("--stage-days", ended.err, 1, true)
    end
  end)

  it("counts from the latest time that an application came into its stage", function()
    local id = client.hire.application.list { active_status = "1", page_size = 1 }.items[1]
    local stage = client.hire.application.get { application_id = id }.application.stage
    local other
    for _, process in ipairs(client.hire.job_process.list.all {}) do
      for _, one in ipairs(process.stage_list) do
        if one.id ~= stage.id then other = one.id end
      end
    end
    assert(client.hire.application.transfer_stage { application_id = id, stage_id = other })
    assert(client.hire.application.transfer_stage { application_id = id, stage_id = stage.id })
    for _, row in ipairs(flow:read({ "--on", ON, "--days", "0" }).late) do
      assert.not_equal(id, row.id)
    end
    flow.sim:reset()
  end)

  it("reads one job's applications, and says where there is no such job", function()
    local id = client.hire.application.list { active_status = "1", page_size = 1 }.items[1]
    local job = client.hire.application.get { application_id = id }.application.job_id
    local wanted = client.hire.application.list.all { active_status = "1", job_id = job }
    local count = 0
    for _, row in ipairs(flow:read({ "--job", job }).stages) do count = count + row.count end
    assert.equal(#wanted, count)
    local ended = flow:run { "--job", "404" }
    assert.equal(1, ended.status)
    assert.equal(1, select(2, ended.err:gsub("\n", "")))
    assert.matches("job does not exist", ended.err, 1, true)
  end)

  it("reads on where one application fails, and ends with 6", function()
    flow.sim:faults { "code,code=1002002,endpoint=hire.application.get" }
    local ended = flow:run { "--on", ON, "--days", "5000" }
    flow.sim:faults {}
    assert.equal(6, ended.status)
    assert.matches("1002002", ended.err, 1, true)
  end)

  it("calls nobody in a dry run, and shows its calls", function()
    flow.sim:reset()
    local ended = flow:run { "--dry-run" }
    assert.equal(0, ended.status)
    assert.matches("GET /open-apis/hire/v1/applications?active_status=1", ended.out, 1, true)
    assert.equal(0, flow.sim:stats().requests)
  end)
end)
