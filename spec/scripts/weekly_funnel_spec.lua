-- SPDX-License-Identifier: MIT

-- scripts/weekly_funnel.lua.
local files = require "support.files"
local lark = require "lark"
local process = require "support.process"
local workflows = require "support.workflow"

local SEND = "im.message.create"
local WEEK = { "--to", "oc_1", "--on", "2024-10-02" }
local TEXT, FILE = "2024-W40 oc_1 text", "2024-W40 oc_1 file"
local FIRST_MS, NEXT_MS = 1727625600000, 1728230400000 -- Monday, and the next, in Shanghai

describe("weekly_funnel", function()
  local flow
  before_each(function() flow = workflows.new "weekly_funnel" end)
  after_each(function() flow:remove() end)

  workflows.it_is_a_workflow(it, "weekly_funnel", { "--to", "oc_1" })

  local function run_again(more)
    local words = table.move(WEEK, 1, #WEEK, 1, {})
    return table.move(more or {}, 1, #(more or {}), #words + 1, words)
  end

  local function messages() return flow.sim:records "messages" end

  it("sends a line of text and a file, once for a week", function()
    assert.same({ [TEXT] = "done", [FILE] = "done" },
      flow:outcomes(WEEK))
    local sent = messages()
    assert.equal(2, #sent)
    assert.equal("oc_1", sent[1].receive_id)
    local client, new = flow.sim:client { limits = false }, 0
    for _, id in ipairs(client.hire.application.list.all {}) do
      local one = client.hire.application.get { application_id = id }.application
      local at = tonumber(one.create_time)
      if at >= FIRST_MS and at < NEXT_MS then new = new + 1 end
    end
    assert.is_true(new > 0)
    assert.equal(("Recruiting in 2024-W40: %d new applications."):format(new),
      lark.decode(sent[1].content).text)
    local key = lark.decode(sent[2].content).file_key
    local file = process.run { "curl", "-s", flow.sim.url .. "/_sim/files/" .. key }
    assert.matches("^<!doctype html>", file.out)

    -- Another day of that week, another language: it was sent.
    local before = { [TEXT] = "done before", [FILE] = "done before" }
    assert.same(before, flow:outcomes(WEEK))
    assert.same(before, flow:outcomes { "--to", "oc_1", "--on", "2024-10-06", "--lang", "zh" })
    assert.equal(2, flow.sim:count(SEND))
    assert.equal(1, flow.sim:count "im.file.create")
    -- Another week or another chat has not had it.
    flow:outcomes { "--to", "oc_1", "--on", "2024-10-07" }
    flow:outcomes { "--to", "ou_1", "--to-type", "open_id", "--on", "2024-10-02" }
    assert.equal(6, #messages())
  end)

  it("sends nothing in a dry run, and leaves no file", function()
    local found = flow:read(run_again { "--dry-run" })
    assert.equal("would be sent", found.steps[1].outcome)
    assert.matches("POST /open-apis/im/v1/messages", found.steps[1].request, 1, true)
    assert.matches("Recruiting in 2024", found.steps[1].request)
    assert.equal(0, flow:changes())
    assert.is_nil(files.read(flow:path "weekly_funnel.db"))
  end)

  it("sends once where answers are lost", function()
    flow.sim:faults { "reset-after,times=2,endpoint=" .. SEND }
    flow:outcomes(WEEK)
    assert.is_true(flow.sim:count(SEND) > 2)
    assert.equal(2, #messages())
  end)

  it("lists what is perhaps done, until --skip or --retry says what was", function()
    flow.sim:faults { "reset-after,times=99,endpoint=" .. SEND }
    local ended = flow:run(WEEK)
    assert.not_equal(0, ended.status)
    flow.sim:faults {}
    assert.same({ [TEXT] = "perhaps done", [FILE] = "perhaps done" },
      flow:outcomes(WEEK, 6))
    assert.equal(2, #messages())
    assert.same({ [TEXT] = "skipped", [FILE] = "perhaps done" },
      flow:outcomes(run_again { "--skip", TEXT }, 6))
    assert.same({ [TEXT] = "skipped", [FILE] = "done" },
      flow:outcomes(run_again { "--retry", FILE }))
    assert.equal(2, #messages())
  end)

  it("sends the rest where the file could not be uploaded", function()
    flow.sim:faults { "code,code=234001,status=400,endpoint=im.file.create" }
    assert.same({ [TEXT] = "done", [FILE] = "failed" },
      flow:outcomes(WEEK, 6))
    assert.same({ [TEXT] = "done before", [FILE] = "done" },
      flow:outcomes(WEEK))
    assert.equal(2, #messages())
  end)

  it("sends no funnel that lacks an application", function()
    flow.sim:faults { "code,code=1002002,endpoint=hire.application.get" }
    local ended = flow:run(WEEK)
    assert.equal(1, ended.status)
    assert.matches("1002002", ended.err, 1, true)
    assert.equal(0, #messages())
  end)

  it("sends files of other kinds", function()
    for kind, mark in pairs { csv = "\xEF\xBB\xBF", md = "#" } do
      local journal = flow:path(kind .. ".db")
      flow:outcomes(run_again { "--as", kind, "--to", "oc_" .. kind, "--journal", journal })
      local sent = messages()
      local key = lark.decode(sent[#sent].content).file_key
      local file = process.run { "curl", "-s", flow.sim.url .. "/_sim/files/" .. key }
      assert.equal(mark, file.out:sub(1, #mark))
    end
  end)

  it("says what is wrong", function()
    local ended = flow:run {}
    assert.equal(2, ended.status)
    assert.matches("--to is missing", ended.err, 1, true)
    assert.equal(2, flow:run({ "--to", "oc_1", "--on", "tomorrow" }).status)
    ended = flow:run(run_again { "--journal", "/nowhere/j.db" })
    assert.equal(3, ended.status)
    ended = flow:run(run_again { "--skip", "another" })
    assert.not_equal(0, ended.status)
    assert.matches("row another is not in the journal", ended.err, 1, true)
    assert.equal(0, flow:changes())
  end)
end)
