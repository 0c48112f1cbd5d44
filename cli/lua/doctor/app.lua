-- SPDX-License-Identifier: MIT

--- lualark doctor: does the app get a token, and what may it do with it?
local lark = require "lark"
local findings = require "lualark.doctor.findings"
local listed = require "lualark.listed"
local try = require "lualark.doctor.try"
local verdict = require "lualark.doctor.verdict"
local words = require "lualark.words"

local M = {}

local function is_default_url()
  local url = os.getenv "LARK_BASE_URL" or ""
  return url == "" or url:find("^https://open%.feishu%.cn/*$") ~= nil
end

-- An id or secret that is wrong here may be right on another base_url.
local function token_hint(err)
  if err.kind ~= "config" or not is_default_url() then return err.hint end
  return (err.hint or "")
    .. words " International tenants set LARK_BASE_URL to https://open.larksuite.com."
end

local function latest_token_call(entries)
  for i = #entries, 1, -1 do
    if entries[i].endpoint:find("^auth%.") then return entries[i] end
  end
end

-- Without a token the call was not sent.
local function check_token(found, err, entries)
  if err and err.attempts == 0 then
    found:refuse("token", err, nil, { hint = token_hint(err) })
    return false
  end
  found:ok("token", words("issued in %s", findings.time_of(latest_token_call(entries))))
  return true
end

local function check_access(found, outcome, entries)
  if verdict.is_shut_out(outcome, entries) then
    found:refuse("access", outcome.err)
    return false
  end
  found:ok("access", words "the platform takes the token, from this address")
  return true
end

-- Scopes that cannot be tried: without them fields are absent, and nothing else.
local function add_field_scopes(found, schemas)
  local list, seen = lark.array {}, {}
  for _, schema in ipairs(schemas) do
    for _, scope in ipairs(schema.field_scopes or {}) do
      if not seen[scope] then list[#list + 1] = scope end
      seen[scope] = true
    end
  end
  if #list == 0 then return end
  found:skip("single fields", words("cannot be tried; some are absent without %s",
    listed(list, ", ")), { scopes = list })
end

-- A missing scope is a failure if the endpoint was asked for, or no endpoint can be used.
local function add_rows(found, outcomes, entries, asked)
  local usable = false
  for _, outcome in ipairs(outcomes) do
    usable = usable or verdict.is_granted(outcome, entries)
  end
  for _, outcome in ipairs(outcomes) do
    verdict.add(found, outcome, asked or not usable, entries)
  end
end

local function skip_endpoints(found, why)
  found:group "endpoints"
  found:skip("all endpoints", words("not tried: %s", why))
end

local function skip_all(found, why)
  found:skip("token", words("not asked for: %s", why))
  skip_endpoints(found, why)
end

-- The first call shows whether the app gets in; the others follow if it does.
local function examine(found, client, schemas, others, entries, asked)
  local first = try.one(client, schemas[1])
  if not check_token(found, first.err, entries) or not check_access(found, first, entries) then
    return skip_endpoints(found, words "the app does not get in")
  end
  local outcomes = try.all(client, table.move(schemas, 2, #schemas, 1, {}))
  table.insert(outcomes, 1, first)
  table.move(others, 1, #others, #outcomes + 1, outcomes)
  found:group "endpoints"
  add_rows(found, outcomes, entries, asked)
  add_field_scopes(found, schemas)
end

-- The endpoints that are tried by default: a few reads, one of each kind of scope.
local USUAL = {
  "hire.external_application.list", "hire.referral.get_by_application", "hire.referral.search",
  "hire.referral_account.get_account_assets", "hire.referral_website.job_post.get",
}

--- @param names? string[]  the endpoints that were asked for; nil: a few
--- @param ready boolean    the platform answers, and there are credentials
--- @param entries table    the log
--- @param record function  adds to it
function M.check(found, names, ready, entries, record)
  if not ready then return skip_all(found, words "see above") end
  local app_type = os.getenv "LARK_APP_TYPE" == "isv" and "isv" or "custom"
  local schemas, others = try.choose(names or USUAL, app_type)
  if #schemas == 0 then
    skip_all(found, words "there is no endpoint to try it with")
    return add_rows(found, others, entries, true)
  end
  local client, err = lark.client {
    store = lark.store(), -- the token is this run's own
    log = record, connect_timeout = 5, timeout = 10, deadline = 10, retries = 1,
  }
  if not client then return found:refuse("token", err) end
  examine(found, client, schemas, others, entries, names ~= nil)
  client:close()
end

return M
