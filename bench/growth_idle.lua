-- SPDX-License-Identifier: MIT

-- Measures a call while so many clients of the same state are idle. The calls are refused at
-- once, since nobody listens: that costs the same with each number of clients.
local lark = require "lark"

local CALLS = 500
local clients = {}
for i = 1, tonumber(arg[1]) do
  clients[i] = assert(lark.client { base_url = "http://127.0.0.1:1", app_id = "growth_" .. i,
    tenant_access_token = "t-growth", retries = 0 })
end
local function call() clients[1]:request { path = "/open-apis/growth" } end

call()
local began = os.clock()
for _ = 1, CALLS do call() end
print(("cpu_us=%.2f"):format((os.clock() - began) / CALLS * 1e6))
for _, client in ipairs(clients) do client:close() end
