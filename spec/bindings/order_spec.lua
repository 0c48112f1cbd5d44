-- SPDX-License-Identifier: MIT

-- Lua's order of a table differs from run to run. Nothing that is sent, recorded or shown
-- may depend on it, so each case runs in several processes.
local nginx = require "support.nginx"
local process = require "support.process"

local RUNS = 12

-- The outputs of a script in several processes, without repetitions.
local function outputs(script)
  local seen, list = {}, {}
  for _ = 1, RUNS do
    local done = process.lua(script)
    local out = done.out .. done.err
    if not seen[out] then list[#list + 1] = out end
    seen[out] = true
  end
  return list
end

describe("the order of a table", function()
  it("does not choose the parameter that an error names", function()
    local found = outputs [[
      local lark = require "lark"
      print(select(2, lark.preview("hire.referral.search",
        { talent_id = "1", zeta = 1, alpha = 1, beta = 1, gamma = 1, delta = 1 })))
      print(select(2, lark.client {
        app_id = "x", app_secret = "y", zeta = 1, alpha = 1, beta = 1, gamma = 1,
      }))]]
    assert.equal(1, #found, table.concat(found))
    assert.matches("alpha is not a parameter", found[1])
    assert.matches("alpha is no option", found[1])
  end)

  it("does not choose the order of a query on the wire", function()
    local front = nginx.answering({ ["/"] = { body = '{"code":0,"data":{}}' } }, "$request_uri .")
    outputs(([[
      local lark = require "lark"
      local client = lark.client { base_url = %q, tenant_access_token = "t" }
      assert(client:request { path = "/x", query = { c = 1, a = 2, d = true, b = "x y" } })
    ]]):format(front.url))
    local lines = front:lines()
    front:stop()
    assert.equal(RUNS, #lines)
    for _, line in ipairs(lines) do assert.matches("/x?a=2&b=x%20y&c=1&d=true", line, 1, true) end
  end)

  it("does not choose the aggregate that an error names", function()
    local found = outputs [[
      local rows = require "lark.rows"
      print(pcall(function() return rows.of({}):totals { b = 1, a = 2, c = 3, d = 4 } end))]]
    assert.equal(1, #found, table.concat(found))
    assert.matches("a is no aggregate", found[1])
  end)
end)
