-- SPDX-License-Identifier: MIT

-- The network use of a sandboxed script: sizes of answers, calls at once, paths.
local lark = require "lark"
local patience = require "support.patience"
local script = require "support.script"
local simulator = require "support.simulator"

describe("a sandboxed script", function()
  local sim, scripts

  setup(function()
    -- Long enough that no call of 130 is answered before all of them have begun.
    sim = simulator.start("--limits", "off", "--latency", tostring(20 * patience * patience))
    scripts = script.new(sim)
  end)
  teardown(function()
    sim:stop()
    scripts:remove()
  end)
  before_each(function() sim:faults {} end)

  local HUGE = "huge-body,times=1,mib=3,endpoint=hire.referral.get_by_application"
  local PRELUDE = [[
    local lark = require "lark"
    local client = assert(lark.client())
    local function get()
      return client.hire.referral.get_by_application { application_id = "6134134355464633" }
    end
  ]]

  local function run(text, option)
    local ended = scripts:run(PRELUDE .. text, { "--sandbox", "--format", "json", option })
    assert.equal(0, ended.status, ended.err)
    return lark.decode(ended.out)
  end

  it("gets an error for an answer that is too long, and goes on", function()
    sim:faults { HUGE }
    local first, second = table.unpack(run([[
      local _, err = get()
      return { err.kind, assert(get()).referral.id ~= nil }
    ]], "--memory=256M"))
    assert.equal("limit", first)
    assert.is_true(second)
  end)

  it("has incoming answers counted in its memory", function()
    sim:faults { HUGE }
    local kind, hint = table.unpack(run([[
      local _, err = get()
      return { err.kind, err.hint }
    ]], "--memory=1M"))
    assert.equal("limit", kind)
    assert.matches("less at once", hint)
  end)

  it("reads one page, and all of them", function()
    for _, options in ipairs { { "--sandbox" }, { "--memory", "64M" }, {} } do
      table.insert(options, "--format")
      table.insert(options, "json")
      local ended = scripts:run([[
        local client = assert(require "lark".client())
        local list = client.hire.job_type.list
        local page = assert(list { page_size = 1 })
        local rows = assert(list.all { page_size = 1 })
        for row in list.each {} do rows[#rows + 1] = row end
        return { #page.items, #rows > 2, list == client.hire.job_type.list }
      ]], options)
      assert.equal(0, ended.status, ended.err)
      assert.same({ 1, true, true }, lark.decode(ended.out))
    end
  end)

  it("may have at most a hundred calls under way", function()
    local done, refused, kind = table.unpack(run [[
      local done, refused, kind = 0, 0, nil
      local tasks = {}
      for i = 1, 130 do
        tasks[i] = lark.spawn(function()
          local data, err = get()
          if data then done = done + 1 else refused, kind = refused + 1, err.kind end
        end)
      end
      for _, task in ipairs(tasks) do task:await() end
      return { done, refused, kind }
    ]])
    assert.same({ 100, 30, "limit" }, { done, refused, kind })
  end)

  it("reaches only paths that the program allows, however they are written", function()
    for _, kind in ipairs(run [[
      local kinds = {}
      for i, path in ipairs { "/open-apis/contact/v3/users", "/open-apis/hire/v1/../v2/x",
        "//evil.example/", "/open-apis/hire/v1/%2e%2e/x", "https://evil.example/", "" } do
        kinds[i] = select(2, client:request { path = path }).kind
      end
      return kinds
    ]]) do
      assert.equal("permission", kind)
    end
  end)

  it("reaches nothing of the host's client", function()
    for _, text in ipairs(run [[
      local seen = {}
      for _, name in ipairs { "start", "step", "wait", "fd", "timeout_ms", "cancel", "define",
        "stats", "set_app_ticket" } do
        seen[#seen + 1] = select(2, pcall(client[name], client))
      end
      return seen
    ]]) do
      assert.matches("is not available to this script", text)
    end
    local same, meta, store, text = table.unpack(run [[
      return { client == lark.client(), getmetatable(client), tostring(lark.store),
        tostring(client) }
    ]])
    assert.same({ true, "client", "nil" }, { same, meta, store })
    assert.not_matches("secret", text)
  end)
end)
