-- SPDX-License-Identifier: MIT

--- POSTs through a gateway, counted at the upstream.
local lark = require "lark"

local M = {}

--- Sends `count` POSTs, or requests of another method, `at_once` at a time; calls `on_call(n)`
--- after the nth. Returns what became of them: `done`, `unsure` and `failed` are lists of ids.
function M.send(gateway, count, at_once, on_call, options, method)
  local all = { base_url = gateway.url, ca_file = gateway.ca_file, tenant_access_token = "t-1",
    limits = false, max_in_flight = at_once }
  for name, value in pairs(options or {}) do all[name] = value end
  local client <close> = assert(lark.client(all))
  local ended = { done = {}, unsure = {}, failed = {}, messages = {} }
  local started, finished = 0, 0
  local function one()
    started = started + 1
    local id = "p" .. started
    local data, err = client:request {
      method = method or "POST", path = "/open-apis/test/v1/things", query = { id = id },
      body = not method and { text = "x" } or nil,
    }
    finished = finished + 1
    local list = data and ended.done or ended.unsure
    if err then
      if not tostring(err.hint):find("may have been done", 1, true) then list = ended.failed end
      local text = tostring(err)
      ended.messages[text] = (ended.messages[text] or 0) + 1
    end
    list[#list + 1] = id
    if on_call then on_call(finished) end
  end
  lark.run(function()
    for _ = 1, at_once do
      lark.spawn(function()
        while started < count do one() end
      end)
    end
  end)
  ended.stats = client:stats()
  return ended
end

--- Returns a list's values as the keys of a table.
function M.set_of(list)
  local set = {}
  for _, id in ipairs(list) do set[id] = true end
  return set
end

--- Prints what became of POSTs.
function M.tell(name, ended, seen)
  print(("%-8s %5d done, %d in doubt, %d failed; upstream saw %d, %d twice; %d sent again")
    :format(name, #ended.done, #ended.unsure, #ended.failed, seen.count, #seen.doubled,
      ended.stats.retries))
  for text, count in pairs(ended.messages) do print("         ", count, text) end
end

--- Checks that no POST was doubled, and none lost.
function M.check_kept(name, ended, seen, check)
  local carried_out = M.set_of(seen.ids)
  check(#seen.doubled == 0, name, "doubled", table.concat(seen.doubled, " "))
  check(#ended.failed == 0, name, "failed", #ended.failed)
  for _, id in ipairs(ended.done) do check(carried_out[id], name, "not carried out", id) end
end

--- Returns the counts of the upstream.
function M.seen(upstream)
  local client <close> = assert(lark.client {
    base_url = upstream.url, tenant_access_token = "t-1", limits = false })
  return assert(client:request { method = "GET", path = "/_seen" })
end

return M
