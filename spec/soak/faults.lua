-- SPDX-License-Identifier: MIT

--- Every kind of fault of the simulator, and the endings of a call that it explains.
local lark = require "lark"

local M = {}

local LIST = "hire.external_application.list"

--- The token of the first page, in a page that a fault changed. The platform never gives
--- it.
M.SOME_TOKEN = setmetatable({}, { __name = "a token" })

local function copy(data, changes)
  local changed = {}
  for key, value in pairs(data) do changed[key] = value end
  for key, value in pairs(changes) do changed[key] = value end
  return changed
end

-- Changed answers that the platform could have sent: a call that gets one succeeds with
-- exactly this data.

local function empty() return {} end

local function with_null_items(right) return copy(right, { items = lark.null }) end

local function with_token(call, right, token)
  if call.endpoint ~= LIST then return nil end
  return copy(right, { has_more = true, page_token = token })
end

local function empty_page(right, call)
  local page = with_token(call, right, call.params.page_token or M.SOME_TOKEN)
  if page then page.items = {} end
  return page
end

local function without_token(right, call)
  local page = with_token(call, right)
  if page then page.page_token = nil end
  return page
end

local function same_token(right, call)
  return with_token(call, right, call.params.page_token or M.SOME_TOKEN)
end

local function token_before(right, call)
  if not call.params.page_token then return nil end
  return with_token(call, right, call.token_before or M.SOME_TOKEN)
end

local function shrunk_page(right, call)
  if call.endpoint ~= LIST then return nil end
  local rows = table.move(right.items, 1, math.max(#right.items - 3, 0), 1, {})
  local page = copy(right, { items = rows, has_more = false })
  page.page_token = nil
  return page
end

-- A damaged body is "decode" or "http" depending on its status, which is 400 for a call
-- whose right answer is an error.
local UNREADABLE = { "decode", "http" }

--- `{ KIND, with, ends, bends, name, timed }`. `with` has the numbers that arm it, small
--- ones for faults that cost much; `ends` the errors that it explains, "kind" or "kind
--- code"; `bends` makes the changed data of a call that still succeeds, and `name` names
--- it; `timed` says that it races with the clock.
M.list = {
  -- If it closed for 200 ms at 20 requests a second, the port would never be open.
  { "refuse", with = { ms = 5 }, ends = { "network" }, timed = true },
  { "reset-before", ends = { "network" } },
  { "reset-after", ends = { "network" } },
  { "reset-body", ends = { "network" } },
  { "close-before", ends = { "network" } },
  { "close-after", ends = { "network" } },
  { "close-idle", ends = { "network" }, timed = true },
  { "stall-headers", ends = { "timeout" }, timed = true },
  { "stall-body", ends = { "timeout" }, timed = true },
  { "slow", with = { ms = 1, bytes = 256 }, timed = true },
  { "truncated", ends = { "network" } },
  { "short-length", ends = UNREADABLE },
  { "chunked" },
  { "chunked-cut", ends = { "network" } },
  { "internal-error", ends = { "api 1002001" } },
  { "html", ends = { "http" } },
  { "html", with = { status = 200 }, ends = { "decode" } },
  { "retry-after", ends = { "http" }, timed = true },
  { "rate-limit", timed = true },
  { "rate-limit-bare" },
  { "code", ends = { "api 1002001" } },
  { "code", with = { code = 99991672, status = 400 }, ends = { "permission 99991672" } },
  { "gzip-lie", ends = { "decode" } },
  { "deflate-lie", ends = { "decode" } },
  { "gzip-cut", ends = UNREADABLE },
  { "gzip-members", ends = { "decode" } },
  -- It only has to be larger than max_response_bytes.
  { "gzip-bomb", with = { mib = 1 }, ends = { "limit" } },
  { "huge-body", with = { mib = 1 }, ends = { "limit" } },
  { "empty-body", ends = UNREADABLE },
  { "json-cut", ends = UNREADABLE },
  { "json-deep", with = { depth = 20000 }, ends = UNREADABLE },
  { "json-utf8", ends = UNREADABLE },
  { "json-nul", ends = UNREADABLE },
  { "code-missing", ends = UNREADABLE },
  { "code-text" },
  { "duplicate-keys" },
  { "huge-integers", ends = UNREADABLE },
  { "data-null", bends = empty, name = "empty data" },
  { "data-absent", bends = empty, name = "empty data" },
  { "items-null", bends = with_null_items, name = "null items" },
  -- A revocation takes the token from all calls under way, and a call that is rejected
  -- twice fails. So it applies to an endpoint with a twentieth of the calls.
  { "tokens-revoked", with = { endpoint = "hire.referral_account.*" },
    ends = { "auth 99991663" } },
  { "token-again", ends = { "auth", "auth 99991663" } },
  { "token-ttl", timed = true },
  { "token-missing", ends = { "decode" } },
  { "token-expire", ends = { "decode" } },
  { "token-expire-text", ends = { "decode" } },
  { "page-empty", bends = empty_page, name = "a bent page" },
  { "page-token-missing", bends = without_token, name = "a bent page" },
  { "page-token-same", bends = same_token, name = "a bent page" },
  { "page-token-cycle", bends = token_before, name = "a bent page" },
  { "page-shrink", bends = shrunk_page, name = "a bent page" },
}

--- The list to arm, as `POST /_sim/faults` takes it.
--- @param chosen table[]      entries of M.list
--- @param probability number  the probability of each
function M.armed(chosen, probability)
  local specs = {}
  for i, fault in ipairs(chosen) do
    specs[i] = copy(fault.with or {}, { kind = fault[1], probability = probability })
  end
  return specs
end

--- The kinds that always do the same under the same conditions.
function M.untimed()
  local chosen = {}
  for _, fault in ipairs(M.list) do
    if not fault.timed then chosen[#chosen + 1] = fault end
  end
  return chosen
end

return M
