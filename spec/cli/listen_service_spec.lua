-- SPDX-License-Identifier: MIT

-- The samples of docs/events.md for nginx and systemd, as they stand there.
local files = require "support.files"
local listener = require "support.listener"
local nginx = require "support.nginx"
local process = require "support.process"
local webhook = require "support.webhook"

local source = os.getenv "LARK_SOURCE"
local lualark = os.getenv "LARK_BUILD" .. "/bin/lualark"

local function has(command)
  return process.run({ "sh", "-c", "command -v " .. command }).status == 0
end

-- The lines of the sample that begins with this line.
local function sample(page, first)
  local text = files.read(source .. "/docs/" .. page)
  local from = assert(text:find("\n    " .. first, 1, true), first)
  local lines = {}
  for line in text:sub(from + 1):gmatch "([^\n]*)\n?" do
    if line ~= "" and line:sub(1, 4) ~= "    " then break end
    lines[#lines + 1] = line:sub(5)
  end
  return (table.concat(lines, "\n"):gsub("%s+$", "\n"))
end

local PRINTS = [[
local lark = require "lark"
lark.events.on("*", function(_, header) print(header.event_id) io.stdout:flush() end)
]]

describe("a sample of docs/events.md", function()
  local folder, running
  before_each(function() folder = files.folder() end)
  after_each(function()
    if running then running.stop() end
    running = nil
    files.remove(folder)
  end)

  it("is the same in both languages", function()
    for _, first in ipairs { "location /lark/events {", "[Service]" } do
      assert.equal(sample("events.md", first), sample("zh/events.md", first))
    end
  end)

  it("has nginx take TLS off, and hand on what was signed", function()
    if process.run({ "pkg-config", "libmicrohttpd" }).status ~= 0 or not has "/usr/sbin/nginx" then
      return pending "no libmicrohttpd-dev or no nginx"
    end
    local function start(port)
      running = listener.start(folder, PRINTS, { words = { "--port", tostring(port or 0) },
        env = { LARK_ENCRYPT_KEY = webhook.KEY } })
      assert.is_truthy(running.url, running.said())
    end
    start()
    local port = running.port
    local location, count = sample("events.md", "location /lark/events {"):gsub(":8080;",
      ":" .. port .. ";")
    assert.equal(1, count)
    local front = nginx.start("http://127.0.0.1:1", nil, location)
    finally(function() front:stop() end)
    local url = front.url .. "/lark/events"
    local function post(id, change)
      local body = webhook.encrypted(listener.event(id))
      local curl = { "--cacert", front.ca_file }
      for name, value in pairs(webhook.headers(body, { sent = os.time() })) do
        table.move({ "-H", name .. ": " .. value }, 1, 2, #curl + 1, curl)
      end
      return listener.post(url, change and change(body) or body, curl)
    end
    assert.same({ 200, "{}" }, { post "e1" })
    assert.same({ 401, "{}" }, { post("e2", function(body) return body .. " " end) })
    assert.equal(413, (post("e3", function(body) return body .. (" "):rep(1 << 20) end)))
    assert.is_truthy(listener.await(function() return running.printed():find "e1\n" end))
    -- While it is away the platform hears 502, and sends the event again.
    assert.equal(0, running.stop())
    assert.equal(502, (post "e4"))
    start(port)
    assert.equal(200, (post "e4"))
    assert.is_truthy(listener.await(function() return running.printed():find "e4\n" end))
    assert.equal("e1\ne4\n", running.printed())
  end)

  it("is a unit that systemd understands", function()
    if not has "systemd-analyze" then return pending "no systemd" end
    local unit, count = sample("events.md", "[Service]"):gsub("/usr/bin/lualark", lualark)
    assert.equal(1, count)
    local path = folder .. "/lark-events.service"
    files.write(path, unit)
    local verified = process.run { "systemd-analyze", "verify", "--man=no", path }
    assert.is_nil(verified.err:find("lark-events", 1, true), verified.err)
    -- It would say so.
    files.write(path, (unit:gsub("DynamicUser", "DynamicUsers")))
    verified = process.run { "systemd-analyze", "verify", "--man=no", path }
    assert.matches("DynamicUsers", verified.err, 1, true)
  end)
end)
