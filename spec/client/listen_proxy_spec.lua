-- SPDX-License-Identifier: MIT

-- client:listen behind a proxy that lets calls pass and makes no tunnel: here a web server. What
-- real forward proxies do is in spec/gateways/.
local nginx = require "support.nginx"
local process = require "support.process"
local simulator = require "support.simulator"

describe("client:listen, behind a proxy,", function()
  if process.run({ "sh", "-c", "test -x /usr/sbin/nginx" }).status ~= 0 then
    return pending "no nginx"
  end
  local sim, proxy
  setup(function()
    sim = simulator.start("--limits", "off")
    sim:push { config = { ReconnectInterval = 0, ReconnectNonce = 0, PingInterval = 60 } }
    proxy = nginx.proxy(sim.url)
  end)
  teardown(function()
    proxy:stop()
    sim:stop()
  end)

  it("gives up where it lets calls pass, but no connection, and names the host", function()
    local client <close> = sim:client {
      base_url = "http://platform.test:" .. sim.port, allow_http = true,
      proxy = proxy.url:gsub("//", "//robot:s3cret@"), retries = 0,
    }
    local notes = {}
    local listened, err = client:listen(function() end, {
      on_note = function(note) notes[#notes + 1] = note end,
    })
    assert.is_nil(listened)
    assert.equal("config", err.kind)
    assert.equal("the proxy does not let requests to this server pass (HTTP 400)", err.msg)
    assert.equal(("Ask who runs the proxy in proxy to allow 127.0.0.1:%d, where the long "
      .. "connection leads."):format(sim.port), err.hint)
    assert.same({ "given up: " .. err.msg }, notes)
    assert.is_nil((tostring(err) .. err.hint):find("s3cret", 1, true))
    assert.is_nil((tostring(err) .. err.hint):find("ticket", 1, true))
    assert.equal(1, sim:push().issued)
  end)

  it("uses none for this machine", function()
    local client <close> = sim:client { proxy = "http://127.0.0.1:1" }
    local listened = client:listen(function(_, listener) listener:stop() end, {
      on_note = function(note)
        if note == "connected" then sim:send { type = "a.b", event = {} } end
      end,
    })
    assert.is_true(listened)
  end)
end)
