-- SPDX-License-Identifier: MIT

--- lualark doctor: is the platform there, and what is its time?
local lark = require "lark"
local findings = require "lualark.doctor.findings"
local verdict = require "lualark.doctor.verdict"
local words = require "lualark.words"

local M = {}

-- The platform answers a call without credentials, too: that they are missing.
local PATH = "/open-apis/auth/v3/tenant_access_token/internal"
local SKEW_MOST_S = 60

-- Certificates are valid from one date to another.
local function hint_of(err)
  local is_about = err.msg:lower():find "certificate"
    or err.msg:find(words "certificate", 1, true)
  if not is_about then return err.hint end
  return (err.hint or "") .. words " A clock that is far off makes good certificates fail, too."
end

-- Any code of the platform shows that it is there.
local function check_answer(found, err, entry)
  if err and verdict.in_trouble(err) then
    found:warn("server", findings.of_error(err, words "answers, but is in trouble: "))
  else
    found:ok("server", words("answered in %s", findings.time_of(entry)), { ms = entry.duration_ms })
  end
  return true
end

local function check_server(found, client, entries)
  local _, err = client:request { method = "POST", path = PATH, body = lark.decode "{}" }
  if not err or err.code then return check_answer(found, err, entries[#entries]) end
  found:refuse("server", err, err.http_status and words "it is not the platform that answers: ",
    { hint = hint_of(err) })
  return false
end

local UNITS = { { 86400, "%d days" }, { 3600, "%d hours" }, { 60, "%d minutes" } }

local function span(seconds)
  for _, unit in ipairs(UNITS) do
    if seconds >= 2 * unit[1] then return words(unit[2], seconds // unit[1]) end
  end
  return words("%d s", seconds)
end

-- How far our clock is ahead, in whole seconds. The server wrote the header about half way
-- between our request and its arrival here, also in whole seconds.
local function skew_of(entry)
  return math.floor(entry.noted_at - entry.duration_ms / 2000 - entry.date + 0.5)
end

local function check_clock(found, entry)
  if not entry or not entry.date then
    found:skip("clock", words("no answer to compare it with; here it is %s UTC",
      os.date "!%Y-%m-%d %H:%M:%S"))
    return
  end
  local skew = skew_of(entry)
  local apart = words(skew > 0 and "%s ahead of the server's" or "%s behind the server's",
    span(math.abs(skew)))
  if math.abs(skew) > SKEW_MOST_S then
    found:warn("clock", apart, { skew_s = skew,
      hint = words "Set this machine's clock, or let NTP do it: certificates expire by it." })
  elseif math.abs(skew) > 2 then
    found:ok("clock", apart, { skew_s = skew })
  else
    found:ok("clock", words "agrees with the server's", { skew_s = skew })
  end
end

--- @param client? lark.client  one without credentials
--- @return boolean reached  whether the platform answered
function M.check(found, client, entries)
  found:group "platform"
  if not client then
    found:skip("server", words "not asked: base_url is wrong")
    return false
  end
  local reached = check_server(found, client, entries)
  check_clock(found, entries[#entries])
  client:close()
  return reached
end

return M
