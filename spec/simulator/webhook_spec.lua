-- SPDX-License-Identifier: MIT

-- The simulator sends events, the example program receives them: what one seals the other opens.
local files = require "support.files"
local lark = require "lark"
local process = require "support.process"
local simulator = require "support.simulator"

local build = os.getenv "LARK_BUILD"
local APPLICATIONS = "hire.application.transfer_stage"
local has_microhttpd = process.run({ "pkg-config", "libmicrohttpd" }).status == 0

-- The example, which prints its events into a file.
local function receiver(env)
  local self = { folder = files.folder() }
  local out, err = self.folder .. "/out", self.folder .. "/err"
  self.pipe = assert(io.popen(("exec %s %s 0 >%s 2>%s"):format(process.environment(env),
    process.quote(build .. "/bin/examples/webhook_host"), out, err), "w"))
  -- The lines that it has printed, once there are so many, or after 10 seconds.
  function self.lines(count, path)
    local list
    for _ = 1, 500 do
      list = {}
      for line in (files.read(path or out) or ""):gmatch "([^\n]*)\n" do list[#list + 1] = line end
      if #list >= count then break end
      os.execute "sleep 0.02"
    end
    return list
  end
  function self.refusals(count) return self.lines(count, err) end
  self.url = "http://127.0.0.1:" .. assert(self.lines(1)[1]) .. "/"
  function self.stop()
    self.pipe:close()
    files.remove(self.folder)
  end
  return self
end

local function read(line)
  local id, event_type, event = line:match "^(%S+) (%S+) (.*)$"
  return { id = id, type = event_type, event = lark.decode(event) }
end

describe("the simulator's webhook", function()
  if not has_microhttpd then return pending "no libmicrohttpd-dev" end
  local host, sim, client
  local function start(host_env, ...)
    host = receiver(host_env)
    sim = simulator.start("--webhook", host.url, "--limits", "off", ...)
    client = sim:client()
  end
  after_each(function()
    client:close()
    sim:stop()
    host.stop()
  end)

  it("sends a moved application, sealed and signed", function()
    start({ LARK_ENCRYPT_KEY = "k3y", LARK_VERIFICATION_TOKEN = "t0ken" }, "--encrypt-key", "k3y",
      "--verification-token", "t0ken")
    local before = sim:records("applications")[1]
    local stages = sim:records("stages")
    local target = stages[1].id ~= before.stage_id and stages[1].id or stages[2].id
    assert(client.hire.application.transfer_stage { application_id = before.id,
      stage_id = target }, APPLICATIONS)
    local told = read(host.lines(2)[2])
    assert.equal("hire.application.stage_changed_v1", told.type)
    assert.equal(32, #told.id)
    local at = told.event.update_time
    assert.equal("integer", math.type(at))
    assert.same({ application_id = before.id, origin_stage_id = before.stage_id,
      target_stage_id = target, update_time = at }, told.event)
  end)

  it("sends an offer's new state, plain, with its token", function()
    start { LARK_VERIFICATION_TOKEN = "simulator-verification-token" }
    local offer = sim:records("offers")[1]
    assert(client.hire.offer.offer_status { offer_id = offer.id, offer_status = 6 })
    local told = read(host.lines(2)[2])
    assert.equal("hire.offer.status_changed_v1", told.type)
    assert.same({ offer_id = offer.id, offer_status = 6 }, told.event)
  end)

  it("sends the ticket of the store app, and whatever a test wants sent", function()
    start({ LARK_ENCRYPT_KEY = "k3y" }, "--encrypt-key", "k3y")
    local ticket = sim:new_ticket().app_ticket
    local told = read(host.lines(2)[2])
    assert.equal("app_ticket", told.type)
    assert.equal(ticket, told.event.app_ticket)
    local function send(body)
      return process.run { "curl", "-s", "-o", "/dev/null", "-w", "%{http_code}", "-H",
        "Content-Type: application/json", "-d", lark.encode(body), sim.url .. "/_sim/events" }.out
    end
    for _ = 1, 2 do
      assert.equal("200", send { type = "im.message.receive_v1", id = "twice", event = { a = 1 } })
    end
    assert.equal("200", send { challenge = "c" })
    assert.equal("400", send { type = "x" })
    for i = 3, 4 do
      assert.same({ id = "twice", type = "im.message.receive_v1", event = { a = 1 } },
        read(host.lines(4)[i]))
    end
    assert.same({}, host.refusals(0))
  end)

  it("says on stderr what was refused, and goes on", function()
    start({ LARK_ENCRYPT_KEY = "another" }, "--encrypt-key", "k3y")
    sim:new_ticket()
    assert.matches("the body cannot be decrypted", host.refusals(1)[1], 1, true)
    assert.equal(1, #host.lines(1))
    assert.is_truthy(client.hire.job.list { page_size = 1 })
  end)
end)
