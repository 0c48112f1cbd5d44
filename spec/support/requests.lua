-- SPDX-License-Identifier: MIT

--- Requests by curl, for things that no client would send or show.
local process = require "support.process"

local M = {}

--- Runs curl, with at most ten seconds for a transfer.
function M.run(...)
  return process.run { "curl", "-s", "--max-time", "10", ... }
end

--- Makes a request; returns curl's exit status, and the status, headers and body that came.
function M.send(url, ...)
  local ended = M.run("-i", url, ...)
  local head, body = ended.out:match("^(.-)\r\n\r\n(.*)$")
  local answer = { exit = ended.status, headers = {}, body = body }
  if not head then return answer end
  answer.status = tonumber(head:match(" (%d+)"))
  for name, value in head:gmatch("\n([%w-]+): ([^\r\n]*)") do
    answer.headers[name:lower()] = value
  end
  return answer
end

return M
