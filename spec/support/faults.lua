-- SPDX-License-Identifier: MIT

--- Makes one call under faults of the simulator, and observes both ends.
local lark = require "lark"
local process = require "support.process"

local M = {}

M.ACCOUNT = "hire.referral_account.get_account_assets"
M.SEARCH = "hire.referral.search"
M.INTERNAL = "auth.tenant_access_token.internal"

--- A repeatable call.
function M.read(client)
  return client.hire.referral_account.get_account_assets {
    referral_account_id = "6942778198054125570",
  }
end

--- A POST that only reads, which the client cannot know.
function M.write(client)
  return client:request {
    method = "POST", path = "/open-apis/hire/v1/referrals/search",
    body = { talent_id = "6930815272790114324" },
  }
end

--- Arms these faults (tables or texts) instead of the earlier ones, and resets the
--- simulator's counters.
function M.arm(sim, ...)
  local done = process.run { "curl", "-s", "-X", "POST", sim.url .. "/_sim/reset", "--next", "-s",
    sim.url .. "/_sim/faults", "-d", lark.encode(lark.array { ... }) }
  assert(done.out:find('"faults":[', 1, true), done.out)
end

--- A tenant token, for a client that must make a single call.
function M.token(sim)
  local done = process.run { "curl", "-s", sim.url
    .. "/open-apis/auth/v3/tenant_access_token/internal", "-H", "Content-Type: application/json",
    "-d", lark.encode { app_id = sim.app_id, app_secret = sim.app_secret } }
  return assert(lark.decode(done.out).tenant_access_token, done.out)
end

--- The simulator's counters: API requests that it processed (`sent`) or dropped
--- (`unread`), token calls (`tokens`), and `errors` by code.
function M.counted(sim)
  local stats = sim:stats()
  local auth = stats.endpoints[M.INTERNAL] or { requests = 0, unread = 0 }
  return {
    sent = stats.requests - auth.requests, unread = stats.unread - auth.unread,
    tokens = auth.requests, errors = stats.errors,
  }
end

--- A client, and two lists that record each attempt of an API call: as a text such as
--- "1 repeat", and as the whole log entry.
function M.watched(sim, options)
  local log, entries = {}, {}
  local all = { retries = 1, limits = false }
  for name, value in pairs(options or {}) do all[name] = value end
  function all.log(entry)
    if entry.endpoint:find("^auth") then return end
    entries[#entries + 1] = entry
    log[#log + 1] = entry.attempt .. " " .. entry.next
  end
  return sim:client(all), log, entries
end

--- Makes `call` (M.read by default) with a new client under `faults`. Returns its `data`
--- and `err`, the `log` and the `entries`, and the counters.
function M.see(sim, faults, call, options)
  M.arm(sim, table.unpack(faults))
  local client <close>, log, entries = M.watched(sim, options)
  local data, err = (call or M.read)(client)
  local seen = M.counted(sim)
  seen.data, seen.err, seen.log, seen.entries = data, err, log, entries
  return seen
end

return M
