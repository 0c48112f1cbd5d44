-- SPDX-License-Identifier: MIT

--- Makes the POSTs of bench_bare_curl with BENCH_BODY from a script, and counts those that are
--- lost or in doubt.
---
---     lua5.4 posting.lua BASE_URL CALLS IN_FLIGHT
local lark = require "lark"

local calls, in_flight = math.tointeger(tonumber(arg[2])), math.tointeger(tonumber(arg[3]))
local client = assert(lark.client {
  base_url = arg[1], tenant_access_token = "t-bench", limits = false,
  ca_file = os.getenv "BENCH_CA_FILE",
})
local request = {
  method = "POST", path = "/open-apis/hire/v1/referrals/get_by_application",
  query = { application_id = "6134134355464633" }, body = { text = os.getenv "BENCH_BODY" },
}
local started, done, lost = 0, 0, {}

local used_s = os.clock()
lark.run(function()
  for _ = 1, in_flight do
    lark.spawn(function()
      while started < calls do
        started = started + 1
        local data, err = client:request(request)
        if data then done = done + 1 else lost[#lost + 1] = tostring(err) end
      end
    end)
  end
end)
used_s = os.clock() - used_s
assert(done == calls, lost[1])
print(("calls=%d cpu_us=%.3f lost=%d"):format(calls, used_s * 1e6 / calls, #lost))
