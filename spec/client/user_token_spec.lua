-- SPDX-License-Identifier: MIT

-- Calls in a person's name, seen at the simulator, which knows one such token.
local files = require "support.files"
local lark = require "lark"
local process = require "support.process"
local simulator = require "support.simulator"

local TOKEN = "u-simulator"
local WANTED = { type = "evaluation" }

describe("a user's token", function()
  local sim
  setup(function() sim = simulator.start("--limits", "off") end)
  teardown(function() sim:stop() end)
  after_each(function() sim:faults {} end)

  local function only(options)
    local all = { base_url = sim.url, user_access_token = TOKEN }
    for name, value in pairs(options or {}) do all[name] = value end
    return assert(lark.client(all))
  end

  it("comes from the client", function()
    local client = sim:client { user_access_token = TOKEN }
    assert(client.hire.todo.list(WANTED))
    -- Others go on with the app's token.
    assert(client.hire.job_type.list {})
    client:close()
  end)

  it("may be all that a client has", function()
    local client = only()
    assert(client.hire.todo.list(WANTED))
    assert(client.hire.portal_apply_schema.list {}) -- takes either
    assert(client:request { path = "/open-apis/hire/v1/todos", query = WANTED })
    local data, err = client.hire.job_type.list {}
    assert.is_nil(data)
    assert.equal("config", err.kind)
    assert.matches("needs a tenant_access_token", err.msg)
    assert.equal(0, client:stats().token_fetches)
    client:close()
  end)

  it("comes with a call, also of all pages and of a path", function()
    local client = sim:client()
    local own = { user_access_token = TOKEN }
    assert(client.hire.todo.list(WANTED, own))
    assert(client.hire.todo.list.all(WANTED, own))
    local one = client.hire.todo.list.each(WANTED, own)()
    assert.is_table(one)
    assert(client:request({ path = "/open-apis/hire/v1/todos", query = WANTED }, own))
    assert.equal(0, client:stats().token_fetches)
    client:close()
  end)

  it("may be made when it is asked for", function()
    local client = sim:client()
    local made = setmetatable({}, { __index = function(_, name)
      collectgarbage()
      return name == "user_access_token" and TOKEN:sub(1, 2) .. TOKEN:sub(3) or nil
    end })
    assert(client.hire.todo.list(WANTED, made))
    client:close()
  end)

  it("is asked for, with the way to get one, before anything is sent", function()
    local client = sim:client()
    sim:reset()
    local data, err = client.hire.todo.list(WANTED)
    assert.is_nil(data)
    assert.equal("config", err.kind)
    assert.matches("needs a user_access_token", err.msg)
    assert.matches("logs in", err.hint)
    assert.matches("LARK_USER_ACCESS_TOKEN", err.hint)
    assert.equal(0, sim:count "hire.todo.list")
    client:close()
  end)

  it("is refused where it is none, or not taken", function()
    local client = sim:client()
    for _, case in ipairs {
      { WANTED, { user_access_token = "" }, "is no token" },
      { WANTED, { user_access_token = "u-\r\nX: y" }, "is no token" },
      { WANTED, { user_access_token = 5 }, "must be a string" },
      { WANTED, { user_acces_token = TOKEN }, "is no option of a call" },
      { WANTED, "u-1", "are a table" },
    } do
      local data, err = client.hire.todo.list(case[1], case[2])
      assert.is_nil(data)
      assert.equal("param", err.kind)
      assert.matches(case[3], err.msg, 1, true)
    end
    local _, err = client.hire.job_type.list({}, { user_access_token = TOKEN })
    assert.equal("param", err.kind)
    assert.matches("takes no user_access_token", err.msg)
    client:close()
    local made
    made, err = lark.client { base_url = sim.url, user_access_token = "a\nb" }
    assert.is_nil(made)
    assert.equal("config", err.kind)
  end)

  it("that has expired is said to, and is not sent again", function()
    local client = sim:client()
    sim:reset()
    local data, err = client.hire.todo.list(WANTED, { user_access_token = "u-expired" })
    assert.is_nil(data)
    assert.equal("auth", err.kind)
    assert.matches("has to log in again", err.hint)
    assert.equal(1, sim:count "hire.todo.list")
    client:close()
  end)

  it("stands in no error, log or text", function()
    local lines = {}
    local client = only { log = function(entry) lines[#lines + 1] = lark.encode(entry) end }
    local texts = { tostring(client) }
    sim:faults { "code,code=1002002,status=400,endpoint=hire.todo.list" }
    texts[2] = tostring(select(2, client.hire.todo.list(WANTED)))
    local secret = "u-very-secret-1234567890"
    texts[3] = tostring(select(2, client.hire.todo.list(WANTED, { user_access_token = secret })))
    texts[4] = table.concat(lines)
    local all = table.concat(texts, "\n")
    assert.not_matches(TOKEN, all, 1, true)
    assert.not_matches(secret, all, 1, true)
    client:close()
  end)

  it("comes from the environment and from a profile", function()
    local function call(env)
      env.LARK_BASE_URL, env.LARK_APP_ID, env.LARK_APP_SECRET = sim.url, false, false
      return process.run({ os.getenv "LARK_BUILD" .. "/bin/lualark", "call", "hire.todo.list",
        "type=evaluation" }, { env = env })
    end
    local ended = call { LARK_USER_ACCESS_TOKEN = TOKEN }
    assert.equal(0, ended.status, ended.err)
    local folder = files.folder()
    process.run { "mkdir", "-p", folder .. "/lualark" }
    local file <close> = assert(io.open(folder .. "/lualark/profiles.ini", "w"))
    file:write("[zhang]\nuser_access_token = ", TOKEN, "\n")
    file:flush()
    process.run { "chmod", "600", folder .. "/lualark/profiles.ini" }
    ended = call { LARK_PROFILE = "zhang", XDG_CONFIG_HOME = folder,
      LARK_USER_ACCESS_TOKEN = false }
    process.run { "rm", "-r", folder }
    assert.equal(0, ended.status, ended.err)
    ended = call { LARK_USER_ACCESS_TOKEN = false, LARK_APP_ID = "" }
    assert.equal(3, ended.status)
  end)
end)
