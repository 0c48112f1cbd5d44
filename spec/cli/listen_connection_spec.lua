-- SPDX-License-Identifier: MIT

-- lualark listen without --webhook: takes events over a long connection, and has a script handle
-- them.
local files = require "support.files"
local lark = require "lark"
local listener = require "support.listener"
local process = require "support.process"
local simulator = require "support.simulator"

local lualark = os.getenv "LARK_BUILD" .. "/bin/lualark"
local await = listener.await

local QUICK = { ReconnectInterval = 0, ReconnectNonce = 0, PingInterval = 60 }

describe("lualark listen, over a long connection,", function()
  local folder, sim, running
  before_each(function()
    folder = files.folder()
    sim = simulator.start("--limits", "off")
    sim:push { config = QUICK }
  end)
  after_each(function()
    if running then running.stop() end
    running = nil
    sim:stop()
    files.remove(folder)
  end)

  -- Starts it in the background, with a script's text; its standard error goes to a file.
  local function start(script, env)
    local path = folder .. "/handlers.lua"
    files.write(path, script)
    local out, err = folder .. "/out", folder .. "/err"
    local line = "echo $$; exec %s env --default-signal=INT,TERM %s >%s 2>%s"
    local pipe = assert(io.popen(line:format(process.environment(sim:env(env)),
      process.command { lualark, "listen", path }, out, err), "r"))
    local pid = assert(tonumber(pipe:read "l"))
    running = {}
    function running.said() return files.read(err) or "" end
    function running.printed() return files.read(out) or "" end
    function running.stop()
      os.execute(("kill -TERM %d 2>/dev/null"):format(pid))
      running = nil
      local _, how, code = pipe:close()
      return how == "exit" and code or 128 + code
    end
    assert.is_truthy(await(function() return running.said():find "connected" end), running.said())
    return running
  end

  local function send(id, event)
    sim:send { type = "hire.talent.deleted_v1", id = id, event = event or { talent_id = id } }
  end

  it("keeps an event, answers it and handles it, once", function()
    start [[
      local lark = require "lark"
      lark.events.on("*", function(event, header) print(header.event_id, event.talent_id) end)
    ]]
    send "e1"
    send "e1"
    assert.is_truthy(await(function() return #sim:push().answers == 2 end))
    for _, answer in ipairs(sim:push().answers) do assert.equal(200, answer.code) end
    sim:push { hang_up = true, config = QUICK }
    assert.is_truthy(await(function() return sim:push().opened == 2 and sim:push().open == 1 end))
    send "e2"
    assert.is_truthy(await(function() return running.printed():find "e2" end))
    local said = running.said()
    assert.equal(0, running.stop())
    assert.equal("e1\te1\ne2\te2\n", files.read(folder .. "/out"))
    assert.matches("taking events over a long connection, into ", said, 1, true)
    assert.matches("not connected: the platform closed the connection (1001)", said, 1, true)
    assert.is_truthy(await(function() return sim:push().open == 0 end))
  end)

  it("answers before its handler ends, and handles the rest another time", function()
    start [[
      local lark = require "lark"
      lark.events.on("*", function() lark.sleep(0.5) error "not yet" end)
    ]]
    for i = 1, 3 do send("e" .. i) end
    local answers = await(function()
      local list = sim:push().answers
      return #list == 3 and list
    end)
    for _, answer in ipairs(answers) do assert.equal(200, answer.code) end
    assert.equal(0, running.stop())
    local inbox <close> = assert(lark.inbox(folder .. "/handlers.inbox"))
    assert.equal(3, #inbox:events())
  end)

  it("listens as the script's first client", function()
    start([[
      local lark = require "lark"
      local client = lark.client { app_id = "cli_simulator", app_secret = "simulator-secret" }
      lark.events.on("*", function(event) print(event.talent_id) end)
    ]], { LARK_APP_ID = false, LARK_APP_SECRET = false })
    send "e1"
    assert.is_truthy(await(function() return running.printed():find "e1" end))
    assert.equal(0, running.stop())
  end)

  it("ends where the platform refuses it, with the status of its kind", function()
    files.write(folder .. "/x.lua", "")
    for _, case in ipairs {
      { { LARK_APP_SECRET = "wrong" }, "the platform does not accept the app's credentials" },
      { { LARK_APP_ID = false, LARK_APP_SECRET = false }, "app_id" },
      { { LARK_APP_ID = "cli_store", LARK_APP_SECRET = "store-secret", LARK_APP_TYPE = "isv",
        LARK_TENANT_KEY = "tenant_one" }, "store apps have no long connections" },
    } do
      local words = { lualark, "listen", folder .. "/x.lua" }
      local ended = process.run(words, { env = sim:env(case[1]) })
      assert.equal(3, ended.status, ended.err)
      assert.matches(case[2], ended.err, 1, true)
    end
  end)
end)
