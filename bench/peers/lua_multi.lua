-- SPDX-License-Identifier: MIT

--- Makes the same calls with a hand-written loop on libcurl's multi interface and
--- lua-cjson, as programs do with Lua-cURL. The binding is multi.c, which is thinner.
---
---     lua5.4 lua_multi.lua BASE_URL CALLS IN_FLIGHT
local cjson = require "cjson"
local curl = require "multi"
local measure = dofile((arg[0]:match "^.*/" or "") .. "measure.lua")

local url = arg[1] .. "/open-apis/hire/v1/referrals/get_by_application"
local calls = math.tointeger(tonumber(arg[2]))
local in_flight = math.min(calls, math.tointeger(tonumber(arg[3])))

local multi = curl.multi()
local left, ended, last = calls, 0, nil
local bodies, easies = {}, {}

local function start(easy)
  left = left - 1
  bodies[easy] = {}
  easy:setopt_url(url .. "?application_id=" .. "6134134355464633")
  multi:add_handle(easy)
end

local function finish(easy, err)
  assert(not err, err)
  multi:remove_handle(easy)
  local answer = cjson.decode(table.concat(bodies[easy]))
  assert(answer.code == 0)
  last = answer.data
  ended = ended + 1
  if left > 0 then start(easy) end
end

local function open()
  local easy = curl.easy()
  easy:setopt_httpheader "Authorization: Bearer t-bench"
  easy:setopt_writefunction(function(text)
    local parts = bodies[easy]
    parts[#parts + 1] = text
  end)
  return easy
end

measure(calls, function()
  for i = 1, in_flight do
    easies[i] = open()
    start(easies[i])
  end
  while ended < calls do
    multi:perform()
    for easy, err in function() return multi:info_read() end do finish(easy, err) end
    if ended < calls then multi:wait() end
  end
  return last
end)
for _, easy in ipairs(easies) do easy:close() end
