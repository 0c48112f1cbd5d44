-- SPDX-License-Identifier: MIT

--- lualark doctor: reads the answer of an endpoint that was tried.
---
--- The platform checks scopes before anything else, so the answer that an id does not exist
--- shows that the scope is there.
local language = require "lualark.language"
local lark = require "lark"
local findings = require "lualark.doctor.findings"
local listed = require "lualark.listed"
local status = require "lualark.status"
local words = require "lualark.words"

local M = {}

local SCOPE_MISSING = { [99991672] = true, [99991676] = true, [99991679] = true }
local NO_SUCH_ENDPOINT = { [99991201] = true, [99991301] = true }
local RATE_LIMITED = 99991400
-- Failures that concern the app or the network, not one endpoint.
local WIDE = { auth = true, config = true, permission = true, network = true, timeout = true }

-- The latest attempt of an endpoint that `fits`.
local function latest(entries, name, fits)
  for i = #entries, 1, -1 do
    local entry = entries[i]
    if entry.endpoint == name and (not fits or fits(entry)) then return entry end
  end
end

-- A call that waits for its limit ends by its deadline; the log knows the cause.
local function is_limited(outcome, entries)
  local entry = latest(entries, outcome.schema.name)
  return entry ~= nil and entry.code == RATE_LIMITED
end

--- Whether the platform itself is in trouble.
function M.in_trouble(err)
  local known = lark.explain(err.code)
  return known ~= nil and known.reaction == "repeat"
end

local function kind_of(outcome, entries)
  local err = outcome.err
  if outcome.skipped then return "skipped" end
  if not err then return "usable" end
  if SCOPE_MISSING[err.code] then return "missing" end
  if is_limited(outcome, entries) then return "limited" end
  if not err.code or WIDE[err.kind] or NO_SUCH_ENDPOINT[err.code] then return "refused" end
  return M.in_trouble(err) and "troubled" or "usable"
end

local GRANTED = { usable = true, limited = true, troubled = true }

--- Whether an outcome says that the endpoint can be used.
function M.is_granted(outcome, entries)
  return GRANTED[kind_of(outcome, entries)] == true
end

--- Whether an outcome says that the app cannot call at all.
function M.is_shut_out(outcome, entries)
  local err = outcome.err
  return err ~= nil and WIDE[err.kind] == true and kind_of(outcome, entries) == "refused"
end

-- ----------------------------------------------------------------------- facts

local UNITS = { [1000] = "s", [60000] = "min" }

local function limits_of(schema)
  local texts = lark.array {}
  for i, rate in ipairs(schema.limits) do
    texts[i] = ("%d/%s"):format(rate.max, UNITS[rate.window_ms] or rate.window_ms // 1000 .. " s")
  end
  return texts
end

local function limits_text(schema)
  return table.concat(limits_of(schema), words " and ")
end

-- The facts in every row of an endpoint.
local function facts(outcome)
  local schema, err = outcome.schema, outcome.err
  return {
    scopes = schema.scopes and lark.array(schema.scopes), limits = limits_of(schema),
    code = err and err.code,
  }
end

-- A list of tables in an error; empty if the server sent something else.
local function list_of(err, name)
  local tables = {}
  for _, item in ipairs(type(err[name]) == "table" and err[name] or {}) do
    if type(item) == "table" then tables[#tables + 1] = item end
  end
  return tables
end

-- The scopes that the answer names, or else the catalog.
local function scopes_wanted(schema, err)
  local list, seen = lark.array {}, {}
  local function add(scope)
    if type(scope) ~= "string" or seen[scope] then return end
    seen[scope] = true
    list[#list + 1] = scope
  end
  for _, violation in ipairs(list_of(err, "permission_violations")) do
    add(violation.scope or violation.subject)
  end
  for _, scope in ipairs(schema.scopes or {}) do add(scope) end
  return list
end

-- Where to apply for a scope, as the platform says, as a sentence.
local function see(err)
  for _, name in ipairs { "permission_violations", "helps" } do
    for _, item in ipairs(list_of(err, name)) do
      if type(item.url) == "string" then return words(" See %s", item.url) end
    end
  end
  return ""
end

-- A limit that the server named, if it is lower than all that are documented.
local function lower_limit(schema, entries)
  local entry = latest(entries, schema.name, function(e) return e.limit ~= nil end)
  if not entry then return nil end
  for _, rate in ipairs(schema.limits) do
    if rate.max <= entry.limit then return nil end
  end
  return entry.limit
end

-- ------------------------------------------------------------------------ rows

local ROWS = {}

function ROWS.skipped(found, outcome)
  found:skip(outcome.schema.name, outcome.skipped, facts(outcome))
end

function ROWS.refused(found, outcome)
  found:refuse(outcome.schema.name, outcome.err, nil, facts(outcome))
end

function ROWS.missing(found, outcome, needed)
  local name, err, more = outcome.schema.name, outcome.err, facts(outcome)
  more.scopes, more.kind, more.log_id = scopes_wanted(outcome.schema, err), err.kind, err.log_id
  more.hint = words("Apply for %s in the developer console, then publish a version of the app.",
    listed(more.scopes, " or ")) .. see(err)
  local detail = words("the scope is missing (%d)", err.code)
  if needed then return found:fail(name, status.SETUP, detail, more) end
  found:warn(name, detail, more)
end

function ROWS.limited(found, outcome)
  local more = facts(outcome)
  more.code, more.kind = RATE_LIMITED, "rate_limit"
  more.hint = language.text(lark.explain(RATE_LIMITED), "hint")
  found:warn(outcome.schema.name,
    words("over its limit, documented as %s", limits_text(outcome.schema)), more)
end

function ROWS.troubled(found, outcome)
  found:warn(outcome.schema.name,
    findings.of_error(outcome.err, words "scope granted, but: ", facts(outcome)))
end

function ROWS.usable(found, outcome, _, entries)
  local schema, more = outcome.schema, facts(outcome)
  local detail = words("scope granted; limit %s", limits_text(schema))
  local lower = lower_limit(schema, entries)
  if not lower then return found:ok(schema.name, detail, more) end
  more.server_limit = lower
  more.hint =
    words "Lualark adapts once it is told so; `limits` of lark.client sets it from the start."
  found:warn(schema.name, words("%s documented, but the server says %d", detail, lower), more)
end

--- Adds the row of an outcome. If the endpoint is `needed`, a missing scope is a failure.
function M.add(found, outcome, needed, entries)
  ROWS[kind_of(outcome, entries)](found, outcome, needed, entries)
end

return M
