-- SPDX-License-Identifier: MIT

-- client:listen before servers that do what the platform does not.
local lark = require "lark"
local patience = require "support.patience"
local raw = require "support.raw"

describe("client:listen", function()
  local server, client, notes
  local function start(kind)
    notes = {}
    server = raw.start_push(kind)
    client = assert(lark.client {
      app_id = "cli_x", app_secret = "s", base_url = server.url, retries = 0,
      log = function(entry) notes[#notes + 1] = entry.note end,
    })
  end
  after_each(function()
    client:close()
    server:stop()
  end)

  -- Listens until so many events have come. Returns the lines of the server, once the last
  -- answer is among them.
  local function take(count)
    local taken = 0
    assert(client:listen(function(_, listener)
      taken = taken + 1
      if taken == count then listener:stop() end
    end))
    for _ = 1, 500 * patience do
      local lines = server:lines()
      if lines[#lines] == ("m%d 200"):format(count) then break end
      os.execute "sleep 0.02"
    end
    return table.concat(server:lines(), " ", 2)
  end

  it("answers events that come together with the upgrade", function()
    start "eager"
    assert.equal("m1 200 m2 200", take(2))
  end)

  it("reads a server that sends single bytes", function()
    start "bytewise"
    assert.equal("m1 200", take(1))
  end)

  it("joins the frames of a message, and answers a ping between them", function()
    start "pieces"
    assert.equal("pong p1 m1 200", take(1))
  end)

  it("ignores a text", function()
    start "text"
    assert.equal("m1 200", take(1))
  end)

  for kind, why in pairs {
    masked = "a message is malformed or too long (network)",
    reserved = "a message is malformed or too long (network)",
    continued = "a message is malformed or too long (network)",
    long = "a message is malformed or too long (network)",
    ["wrong-accept"] = "the server's upgrade is not one of RFC 6455 (network)",
    extended = "the server's upgrade is not one of RFC 6455 (network)",
    plain = "the server did not open the long connection (HTTP 200) (network, HTTP 200)",
    endless = "the server's answer is too long (network)",
    ["no-http"] = "the server does not speak HTTP (network)",
    gone = "the connection ended before it was a WebSocket (network)",
  } do
    it("ends a connection whose server is wrong: " .. kind, function()
      start(kind)
      local listened, err = client:listen(function() error "no event came" end)
      assert.is_nil(listened)
      assert.matches(why, tostring(err), 1, true)
      assert.is_nil(table.concat(notes, "\n"):find("s3cret", 1, true))
    end)
  end
end)
