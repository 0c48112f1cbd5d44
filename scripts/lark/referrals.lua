-- SPDX-License-Identifier: MIT

--- Reads all referrals of a talent, also beyond the platform's cap.
---
---     local referrals = require "lark.referrals"
---     local found, err = referrals.all(client, "6930815272790114324")
local lark = require "lark"
local say = require "lark.say"

local M = {}

-- A search returns at most this many, without saying that it left any out.
local CAP = 200

-- Time cannot split more referrals than the cap within one millisecond.
local function crowded(talent_id, at_ms)
  return lark.error {
    kind = "limit", endpoint = "hire.referral.search", retryable = false,
    msg = say("talent %s has %d referrals or more in the millisecond %d, and a search returns no "
      .. "more", talent_id, CAP, at_ms),
    hint = say "Ask the platform's support for the rest of them.",
  }
end

local between

-- Reads the two halves of a range. A range includes both ends, so the halves share no
-- millisecond.
local function halves(search, talent_id, from_ms, to_ms)
  local middle_ms = from_ms + (to_ms - from_ms) // 2
  local early, err = between(search, talent_id, from_ms, middle_ms)
  if not early then return nil, err end
  local late
  late, err = between(search, talent_id, middle_ms + 1, to_ms)
  if not late then return nil, err end
  return table.move(late, 1, #late, #early + 1, early)
end

function between(search, talent_id, from_ms, to_ms)
  local page, err = search(from_ms, to_ms)
  if not page then return nil, err end
  local items = type(page.items) == "table" and page.items or lark.array {}
  if #items < CAP then return items end
  if from_ms == to_ms then return nil, crowded(talent_id, from_ms) end
  return halves(search, talent_id, from_ms, to_ms)
end

--- @class lark.referrals.options
--- @field from_ms? integer      made at this time or later; 0
--- @field to_ms? integer        made at this time or earlier; a day from now
--- @field user_id_type? string  as for hire.referral.search

--- Every referral of one talent, oldest first, each once.
---
--- Halves a time range until each part has fewer referrals than the cap. A single
--- millisecond that reaches the cap is an error, not a short list.
--- @param client lark.client
--- @param talent_id string
--- @param options? lark.referrals.options
--- @return table[]? referrals
--- @return lark.error? err
function M.all(client, talent_id, options)
  options = options or {}
  -- A server's clock may be ahead of ours.
  local to_ms = options.to_ms or (os.time() + 86400) * 1000
  local function search(from_ms, until_ms)
    return client.hire.referral.search {
      talent_id = talent_id,
      user_id_type = options.user_id_type,
      start_time = tostring(from_ms),
      end_time = tostring(until_ms),
    }
  end
  return between(search, talent_id, options.from_ms or 0, to_ms)
end

return M
