-- SPDX-License-Identifier: MIT

-- Servers that cannot be reached, or not at their first address.
local lark = require "lark"
local process = require "support.process"
local raw = require "support.raw"

local function now_s()
  local file <close> = assert(io.open "/proc/uptime")
  return file:read "n"
end

-- Makes a call; then another one, after changing the hosts. Prints how each ended, or how
-- many milliseconds the quickest first call of several more clients took.
local SCRIPT = [[
local lark = require "lark"
local url, times, changed = ...
local function client()
  return assert(lark.client {
    base_url = url, allow_http = true, tenant_access_token = "t-1", limits = false,
    connect_timeout = 2, retries = 0,
  })
end
local function call(client)
  local data, err = client:request { method = "GET", path = "/open-apis/test" }
  print(data and "done" or err.kind)
end
local first, quickest = client(), math.huge
call(first)
if changed then
  local hosts <close> = assert(io.open(os.getenv "HOSTS", "w"))
  hosts:write(changed, "\n")
  hosts:close()
  call(first)
else
  for _ = 1, tonumber(times) do
    local other <close> = client()
    assert(other:request { method = "GET", path = "/open-apis/test" })
    quickest = math.min(quickest, other:stats().p99_us // 1000)
  end
  if quickest < math.huge then print(quickest) end
end
]]

local function calls(hosts, url, times, changed)
  local script = os.tmpname()
  local file <close> = assert(io.open(script, "w"))
  file:write(SCRIPT)
  file:close()
  local words = { process.interpreter() }
  table.move({ script, url, times, changed }, 1, 4, #words + 1, words)
  local ended = raw.with_hosts(hosts, words)
  os.remove(script)
  assert.equal("", ended.err)
  local found = {}
  for word in ended.out:gmatch "%a+" do found[#found + 1] = word end
  return found, tonumber(ended.out:match "[%d.]+")
end

describe("a connection to a name", function()
  it("is made to the second address where the first is mute", function()
    local server = raw.start("mute-first", "127.0.0.1")
    local url = "http://platform.test:" .. server.port
    local words, ms = calls({ "127.0.0.1 platform.test", "127.0.0.2 platform.test" }, url, 1)
    assert.same({ "done" }, words)
    -- The first address gets half of the connect_timeout of 2 s; from libcurl 8.20 on 0.2 s.
    assert.is_true(ms > 150 and ms < 1800, "took " .. ms)
    server:stop()
  end)

  it("is made to the second address at once where the first refuses", function()
    local server = raw.start("mute-first", "-")
    local url = "http://platform.test:" .. server.port
    local words, ms = calls({ "127.0.0.1 platform.test", "127.0.0.2 platform.test" }, url, 3)
    assert.same({ "done" }, words)
    -- libcurl itself would look at it again after 200 ms.
    assert.is_true(ms < 190, "took " .. ms)
    server:stop()
  end)

  it("looks it up anew after an attempt failed", function()
    local server = raw.start("mute-first", "-")
    local words = calls({ "127.0.0.3 platform.test" }, "http://platform.test:" .. server.port, 0,
      "127.0.0.2 platform.test")
    assert.same({ "network", "done" }, words)
    server:stop()
  end)
end)

describe("calls to an https server", function()
  -- Over HTTP/2 calls wait to share the connection that is being made.
  local function all_fail(url, options)
    local client <close> = assert(lark.client {
      base_url = url, tenant_access_token = "t-1", limits = false,
      connect_timeout = options.connect_timeout, retries = options.retries,
    })
    local began_s, kinds = now_s(), {}
    lark.run(function()
      for i = 1, options.calls do
        lark.spawn(function()
          local _, err = client:request { method = "GET", path = "/open-apis/test" }
          kinds[i] = assert(err).kind .. " " .. err.attempts
        end)
      end
    end)
    return kinds, now_s() - began_s
  end

  it("that is mute fail together, not one after another", function()
    local server = raw.start "mute"
    local kinds, took_s = all_fail("https://127.0.0.1:" .. server.port,
      { calls = 20, connect_timeout = 0.4, retries = 1 })
    for i = 1, 20 do assert.equal("timeout 2", kinds[i]) end
    -- Two attempts of 0.4 s and a pause; one after another takes 16 s.
    assert.is_true(took_s < 5, "took " .. took_s)
    server:stop()
  end)

  it("that refuses them fail together, after their own pauses", function()
    local kinds, took_s = all_fail("https://127.0.0.1:1", { calls = 20, retries = 3 })
    for i = 1, 20 do assert.equal("network 4", kinds[i]) end
    assert.is_true(took_s < 10, "took " .. took_s)
  end)
end)

describe("unshare", function()
  it("is there for these specs", function()
    assert.equal(0, process.run({ "unshare", "-rm", "true" }).status)
  end)
end)
