-- SPDX-License-Identifier: MIT

--- POSTs through a gateway, counted at the upstream.
local lark = require "lark"

local M = {}

--- Sends `count` POSTs, `at_once` at a time; calls `on_call(n)` after the nth.
--- Returns what became of them: `done`, `unsure` and `failed` are lists of ids.
function M.send(gateway, count, at_once, on_call, options)
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
      method = "POST", path = "/open-apis/test/v1/things", query = { id = id },
      body = { text = "x" },
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

--- Returns the counts of the upstream.
function M.seen(upstream)
  local client <close> = assert(lark.client {
    base_url = upstream.url, tenant_access_token = "t-1", limits = false })
  return assert(client:request { method = "GET", path = "/_seen" })
end

return M
