-- SPDX-License-Identifier: MIT

--- Makes the same calls with luacurl and lua-cjson, one at a time, with a reused easy
--- handle. Debian has luacurl for Lua 5.1 only.
---
---     lua5.1 lua_curl.lua BASE_URL CALLS IN_FLIGHT
local cjson = require "cjson"
local curl = require "curl"
local measure = dofile((arg[0]:match "^.*/" or "") .. "measure.lua")

local calls = tonumber(arg[2])
local parts = {}
local easy = curl.easy_init()
easy:setopt(curl.OPT_URL, arg[1] .. "/open-apis/hire/v1/referrals/get_by_application"
  .. "?application_id=6134134355464633")
easy:setopt(curl.OPT_HTTPHEADER, { "Authorization: Bearer t-bench" })
easy:setopt(curl.OPT_NOSIGNAL, 1)
easy:setopt(curl.OPT_PROXY, "")
easy:setopt(curl.OPT_FAILONERROR, 1)
easy:setopt(curl.OPT_WRITEFUNCTION, function(text)
  parts[#parts + 1] = text
  return #text
end)

local function call()
  for i = #parts, 1, -1 do parts[i] = nil end
  assert(easy:perform())
  local answer = cjson.decode(table.concat(parts))
  assert(answer.code == 0)
  return answer.data
end

measure(calls, function()
  local last
  for _ = 1, calls do last = call() end
  return last
end)
