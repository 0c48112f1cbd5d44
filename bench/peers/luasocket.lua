-- SPDX-License-Identifier: MIT

--- Makes the same calls with LuaSocket and lua-cjson over one kept connection, one at a
--- time, because LuaSocket blocks.
---
---     lua5.4 luasocket.lua BASE_URL CALLS IN_FLIGHT
local cjson = require "cjson"
local socket = require "socket"
local measure = dofile((arg[0]:match "^.*/" or "") .. "measure.lua")

local host, port = arg[1]:match "^http://([%d.]+):(%d+)$"
local calls = math.tointeger(tonumber(arg[2]))

local REQUEST = "GET /open-apis/hire/v1/referrals/get_by_application"
  .. "?application_id=6134134355464633 HTTP/1.1\r\nHost: " .. host .. ":" .. port
  .. "\r\nAuthorization: Bearer t-bench\r\nAccept: */*\r\n\r\n"

local connection = assert(socket.connect(host, tonumber(port)))
connection:setoption("tcp-nodelay", true)

local function call()
  assert(connection:send(REQUEST))
  local status = assert(connection:receive "*l")
  assert(status:find "^HTTP/1.1 200 ")
  local length
  for line in function() return connection:receive "*l" end do
    if line == "" then break end
    length = length or line:match "^[Cc]ontent%-[Ll]ength:%s*(%d+)"
  end
  local body = assert(connection:receive(tonumber(length)))
  local answer = cjson.decode(body)
  assert(answer.code == 0)
  return answer.data
end

measure(calls, function()
  local last
  for _ = 1, calls do last = call() end
  return last
end)
