-- SPDX-License-Identifier: MIT

--- Calls over HTTP/2 and POSTs over HTTP/1.1 to a server of bare frames (`faulty` in
--- support/raw.py), where each kind of fault of the wire hits 1 in 50 requests: GOAWAY,
--- REFUSED_STREAM, answers before the body came, closes before it is permitted, stray bytes;
--- and the first address of the server's name is mute.
---
---     wire.lua [CALLS [SEED [ONE_IN]]]
---
--- Nothing of that loses a call: each must succeed with its own data, and the server must see
--- each POST once.
local process = require "support.process"
local raw = require "support.raw"

local calls, seed = tonumber(arg[1] or 1000), tonumber(arg[2] or 1)
local one_in = tonumber(arg[3] or 50)

-- Half of the calls are POSTs. A connection that closes takes the calls beside with it, so that
-- one call may need many attempts. Prints the errors, and how many calls succeeded.
local SCRIPT = [[
local lark = require "lark"
local url, cert, calls = ...
local client <close> = assert(lark.client {
  base_url = url, ca_file = cert, tenant_access_token = "t-1", limits = false,
  connect_timeout = 3, idle_timeout = 20, retries = 30,
})
local list, done = {}, 0
for i = 1, tonumber(calls) do list[i] = i end
local results, errors = lark.map(list, function(i)
  local data, err = client:request {
    method = i % 2 == 0 and "POST" or "GET", path = "/open-apis/soak", body = { n = i },
  }
  if data and data.n ~= i then error("the data of another call") end
  return data, err
end, { concurrency = 50 })
for i in ipairs(list) do
  if results[i] then done = done + 1 else print(i, errors[i].attempts, errors[i]) end
end
print("done", done)
]]

local dir = os.tmpname()
os.remove(dir)
assert(process.run { "mkdir", dir }.status == 0)
local made = process.run { "openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout",
  dir .. "/key.pem", "-out", dir .. "/cert.pem", "-days", "2", "-subj", "/CN=platform.test",
  "-addext", "subjectAltName=DNS:platform.test" }
assert(made.status == 0, made.err)
local script <close> = assert(io.open(dir .. "/calls.lua", "w"))
script:write(SCRIPT)
script:flush()

local server = raw.start("faulty", dir, tostring(seed), tostring(one_in), "127.0.0.1")
local words = { process.interpreter() }
table.move({ dir .. "/calls.lua", "https://platform.test:" .. server.port, dir .. "/cert.pem",
  tostring(calls) }, 1, 4, #words + 1, words)
local ended = raw.with_hosts({ "127.0.0.1 platform.test", "127.0.0.2 platform.test" }, words,
  60 + calls // 10)
local lines = server:stop()
process.run { "rm", "-rf", dir }

local fired, seen, posts = {}, {}, 0
for _, line in ipairs(lines) do
  local kind, count = line:match "^(%l+) (%d+)$"
  local body = line:match "^POST (.+)"
  if kind then fired[#fired + 1] = kind .. " " .. count end
  if body then
    assert(not seen[body], "sent twice: " .. body)
    seen[body], posts = true, posts + 1
  end
end
print(("wire: %d calls, seed %d; faults: %s"):format(calls, seed, table.concat(fired, ", ")))
io.write(ended.out, ended.err)
assert(ended.status ~= 124, "the client was not done in time")
assert(ended.status == 0, "the client failed")
assert(tonumber(ended.out:match "done%s+(%d+)") == calls, "calls are lost")
assert(posts == calls // 2, posts .. " POSTs at the server")
assert(#fired == 5, "a fault did not fire")
