-- SPDX-License-Identifier: MIT

-- client:listen over TLS.
local files = require "support.files"
local lark = require "lark"
local process = require "support.process"
local simulator = require "support.simulator"

describe("client:listen", function()
  local folder, sim
  setup(function()
    folder = files.folder()
    local made = process.run { "openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days",
      "2", "-keyout", folder .. "/key.pem", "-out", folder .. "/cert.pem", "-subj",
      "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1" }
    assert.equal(0, made.status, made.err)
    sim = simulator.start("--tls", folder .. "/cert.pem," .. folder .. "/key.pem")
    sim.url = sim.url:gsub("^http:", "https:")
  end)
  teardown(function()
    sim:stop()
    files.remove(folder)
  end)

  it("speaks TLS, and trusts ca_file", function()
    local client <close> = sim:client { ca_file = folder .. "/cert.pem" }
    local text = ("招聘"):rep(15000)
    sim:push { parts = 2 }
    local got
    local listened = lark.run(function()
      return client:listen(function(received, listener)
        got = received.event.text
        listener:stop()
      end, { on_note = function(note)
        if note == "connected" then sim:send { type = "a.b", event = { text = text } } end
      end })
    end)
    assert.is_true(listened)
    assert.equal(text, got)
    assert.equal(200, sim:push().answers[1].code)
  end)

  it("ends where it does not trust the server, with what to do", function()
    local client <close> = sim:client { retries = 0 }
    local listened, err = client:listen(function() end)
    assert.is_nil(listened)
    assert.equal("network", err.kind)
    assert.matches("certificate", tostring(err), 1, true)
    assert.is_truthy(err.hint)
  end)
end)
