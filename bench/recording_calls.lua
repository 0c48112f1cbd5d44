-- SPDX-License-Identifier: MIT

--- Makes so many different calls, 50 at once; prints the processor time of one.
local lark = require "lark"

local calls = math.tointeger(tonumber((...)))
local client = assert(lark.client { limits = false })
local talents = {}
for i = 1, calls do talents[i] = ("%d"):format(6930815272790000000 + i) end
-- The token and the first connection do not count.
client.hire.referral.search { talent_id = "6930815272790114324" }
-- The test that counts instructions begins and ends a part here.
local function mark() lark.suggest("mark", {}) end
mark()
local used_s = os.clock()
local _, errors = lark.map(talents, function(id)
  return client.hire.referral.search { talent_id = id }
end, { concurrency = 50 })
used_s = os.clock() - used_s
mark()
assert(errors.n == 0, tostring(errors[1]))
print(("cpu_us=%.1f"):format(used_s * 1e6 / calls))
