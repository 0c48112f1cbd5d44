-- SPDX-License-Identifier: MIT

-- scripts/feedback_reminders.lua.
local files = require "support.files"
local lark = require "lark"
local workflows = require "support.workflow"

local SEND = "im.message.create"
local ON, ON_MS, DAY_MS = "2024-10-02", 1727798400000, 86400000
local WORDS = { "--on", ON, "--days", "400" }

describe("feedback_reminders", function()
  local flow, expected

  -- The interviews that each interviewer has not judged, by their ids.
  local function missing()
    local found, client = {}, flow.sim:client { limits = false }
    for _, interview in ipairs(client.hire.interview.list.all { page_size = 100 }) do
      local is_meant = interview.end_time >= ON_MS - 400 * DAY_MS
        and interview.end_time <= ON_MS - DAY_MS
      for _, record in ipairs(is_meant and interview.interview_record_list or {}) do
        if record.commit_status == 2 then
          local list = found[record.user_id] or {}
          list[interview.id], found[record.user_id] = true, list
        end
      end
    end
    return found
  end

  local function size(list)
    local count = 0
    for _ in pairs(list) do count = count + 1 end
    return count
  end

  before_each(function()
    flow = workflows.new "feedback_reminders"
    expected = missing()
    flow.sim:reset()
  end)
  after_each(function() flow:remove() end)

  workflows.it_is_a_workflow(it, "feedback_reminders", {})

  it("sends each interviewer one message, with each of the interviews", function()
    local found = flow:read(WORDS)
    local sent, several = flow.sim:records "messages", 0
    assert.equal(size(expected), #sent)
    assert.equal(#sent, #found.steps)
    for _, message in ipairs(sent) do
      local wanted = assert(expected[message.receive_id])
      local text = lark.decode(message.content).text
      assert.equal(size(wanted), select(2, text:gsub("\n%- %d%d%d%d%-%d%d%-%d%d %d%d:%d%d .", "")))
      if size(wanted) > 1 then several = several + 1 end
      expected[message.receive_id] = nil
    end
    assert.same({}, expected)
    assert.is_true(several > 0)
  end)

  it("reminds nobody twice, also where the days are others", function()
    flow:read(WORDS)
    local count = #flow.sim:records "messages"
    local _, ended = flow:read(WORDS)
    assert.matches("There is nothing to do.", ended.out, 1, true)
    flow:read { "--on", ON, "--days", "380", "--lang", "zh" }
    assert.equal(count, flow.sim:count(SEND))
    -- Older ones are new; nobody hears of the others again.
    flow:read { "--on", ON, "--days", "900" }
    local seen = {}
    for _, entry in ipairs(flow.sim:records "messages") do
      local user, text = entry.receive_id, lark.decode(entry.content).text
      for line in text:gmatch "\n(%- [^\n]*)" do
        assert.is_nil(seen[user .. line], line)
        seen[user .. line] = true
      end
    end
    assert.is_true(#flow.sim:records "messages" > count)
  end)

  it("sends nothing in a dry run", function()
    local found = flow:read { "--dry-run", table.unpack(WORDS) }
    assert.equal(size(expected), #found.steps)
    assert.equal("would be sent", found.steps[1].outcome)
    assert.matches("Please hand in your feedback", found.steps[1].request, 1, true)
    assert.equal(0, flow:changes())
    assert.is_nil(files.read(flow:path "feedback_reminders.db"))
  end)

  it("sends once where answers are lost", function()
    flow.sim:faults { "reset-after,probability=0.3,endpoint=" .. SEND }
    flow:run(WORDS)
    flow.sim:faults {}
    flow:run(WORDS)
    local by_user = {}
    for _, message in ipairs(flow.sim:records "messages") do
      assert.is_nil(by_user[message.receive_id])
      by_user[message.receive_id] = true
    end
    assert.equal(size(expected), size(by_user))
  end)

  it("lists what is perhaps done, and does not send it again", function()
    flow.sim:faults { "close-after,times=99,endpoint=" .. SEND }
    flow:run(WORDS)
    flow.sim:faults {}
    local count = #flow.sim:records "messages"
    local outcomes = flow:outcomes(WORDS, 6)
    local row
    for name, outcome in pairs(outcomes) do
      assert.equal("perhaps done", outcome)
      row = name
    end
    assert.equal(count, #flow.sim:records "messages")
    -- Somebody saw that it had not come.
    assert.equal("done", flow:outcomes({ "--retry", row, table.unpack(WORDS) }, 6)[row])
  end)

  it("reminds without the candidate's name where that cannot be read", function()
    flow.sim:faults { "code,code=1002201,status=400,endpoint=hire.application.get_detail" }
    local _, ended = flow:read(WORDS, 6)
    assert.matches("1002201", ended.err, 1, true)
    assert.equal(size(expected), #flow.sim:records "messages")
  end)

  it("says what is wrong", function()
    assert.equal(2, flow:run({ "--days", "1", "--hours", "24" }).status)
    flow.sim:faults { "code,code=99991672,times=9,endpoint=hire.interview.list" }
    local ended = flow:run(WORDS)
    assert.equal(3, ended.status)
    flow.sim:faults { "code,code=99991672,times=99,endpoint=" .. SEND }
    assert.equal(3, flow:run(WORDS).status)
    flow.sim:faults {}
    flow:read(WORDS)
    assert.equal(size(expected), #flow.sim:records "messages")
  end)
end)
