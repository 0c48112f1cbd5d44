-- SPDX-License-Identifier: MIT

--- Requests by curl, for what no client would send or get to see.
local process = require "support.process"

local M = {}

--- Runs curl; no transfer takes longer than ten seconds.
function M.run(...)
  return process.run { "curl", "-s", "--max-time", "10", ... }
end

--- One request: curl's exit status, and what came of status, headers and body.
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
