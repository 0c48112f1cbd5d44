-- SPDX-License-Identifier: MIT

-- Tests of stuck.lua for busted: no network, no credentials.
--
--     busted stuck_spec.lua
local lark = require "lark"

local here = debug.getinfo(1, "S").source:match "^@(.*/)" or ""
local NOW_MS = os.time() * 1000
local DAY_MS = 86400000

-- What the platform says of an application that was touched so many days ago.
local function touched(days)
  return { application = { talent_id = "t1", stage = { zh_name = "笔试" },
    modify_time = tostring(NOW_MS - days * DAY_MS) } }
end

local function run(answers, ...)
  local client = lark.test.client(answers)
  return client, lark.test.run(here .. "stuck.lua", { client = client, args = { ... } })
end

describe("stuck.lua", function()
  local answers
  before_each(function()
    answers = {
      -- Three ids on two pages.
      ["hire.application.list"] = lark.test.pages({ "a1", "a2", "a3" }, 2),
      ["hire.application.get"] = function(params)
        return touched(({ a1 = 30, a2 = 1, a3 = 8 })[params.application_id])
      end,
      ["hire.talent.get"] = { talent = { basic_info = { name = "张三" } } },
    }
  end)

  it("finds what nobody has touched for a week", function()
    local client, rows = run(answers, "j1")
    assert.same({
      { id = "a1", name = "张三", stage = "笔试" },
      { id = "a3", name = "张三", stage = "笔试" },
    }, rows)
    assert.equal("j1", client.calls[1].params.job_id)
    assert.equal(2, #lark.test.calls(client, "hire.talent.get"))
  end)

  it("takes the days from its second argument", function()
    local _, rows = run(answers, "j1", "20")
    assert.equal(1, #rows)
  end)

  it("hands back the platform's error", function()
    answers["hire.application.get"] = { touched(30), lark.error { code = 1002001 } }
    local _, rows, err = run(answers, "j1")
    assert.is_nil(rows)
    assert.equal(1002001, err.code)
  end)

  it("asks for nothing without a job", function()
    local client, rows, err = run(answers)
    assert.is_nil(rows)
    assert.equal("param", err.kind)
    assert.same({}, client.calls)
  end)
end)
