-- SPDX-License-Identifier: MIT

--- Makes the same calls with lua-http on cqueues and lua-cjson: a coroutine and a
--- connection for each call in flight. Debian has its files for Lua 5.3, and some for
--- 5.2; Lua 5.4 runs them.
---
---     lua5.4 lua_http.lua BASE_URL CALLS IN_FLIGHT
package.path = "/usr/share/lua/5.3/?.lua;/usr/share/lua/5.3/?/init.lua;/usr/share/lua/5.2/?.lua;"
  .. package.path
local cjson = require "cjson"
local client = require "http.client"
local cqueues = require "cqueues"
local headers = require "http.headers"
local measure = dofile((arg[0]:match "^.*/" or "") .. "measure.lua")

local host, port = arg[1]:match "^http://([%d.]+):(%d+)$"
local calls, in_flight = math.tointeger(tonumber(arg[2])), math.tointeger(tonumber(arg[3]))

local function request()
  local list = headers.new()
  list:append(":method", "GET")
  list:append(":scheme", "http")
  list:append(":authority", host .. ":" .. port)
  list:append(":path", "/open-apis/hire/v1/referrals/get_by_application"
    .. "?application_id=6134134355464633")
  list:append("authorization", "Bearer t-bench", true)
  return list
end

local started, last = 0, nil

local function work()
  local connection = assert(client.connect { host = host, port = tonumber(port), tls = false })
  while started < calls do
    started = started + 1
    local stream = assert(connection:new_stream())
    assert(stream:write_headers(request(), true))
    local head = assert(stream:get_headers())
    assert(head:get ":status" == "200")
    local answer = cjson.decode((assert(stream:get_body_as_string())))
    assert(answer.code == 0)
    last = answer.data
  end
  connection:close()
end

measure(calls, function()
  local loop = cqueues.new()
  for _ = 1, in_flight do loop:wrap(work) end
  assert(loop:loop())
  return last
end)
