-- SPDX-License-Identifier: MIT

--- The Redis server that a command talks to: the one that --store or LARK_STORE names.
local status = require "lualark.status"
local words = require "lualark.words"

local M = {}

-- A reply that a server which does not let us in gives.
local NOT_LET_IN = { NOAUTH = true, WRONGPASS = true, NOPERM = true }

--- The exit status for an error of the server.
function M.status_of(err)
  local word = err:gsub("^connection lost: ", ""):match "^%u+"
  if word and NOT_LET_IN[word] then return status.SETUP end
  return err:find "^connection lost" and status.UNREACHABLE or status.FAILED
end

--- An error of the server as people read it: what it says itself stays as it came.
--- @param err string
--- @return string
function M.text_of(err)
  local why = err:match "^connection lost: (.*)$"
  return why and words("connection lost: %s", why) or err
end

--- Says an error of the server; returns the exit status for it.
--- @param server table
--- @param err string
function M.fail(server, err)
  status.say(words("%s: %s", server.label, M.text_of(err)))
  return M.status_of(err)
end

--- Opens the server.
--- @param terminal table
--- @param command string   for the message where none is named
--- @return table? server
--- @return integer? status  after saying why there is none
function M.open(terminal, command)
  local url = os.getenv "LARK_STORE" or ""
  if url == "" then
    return nil, status.usage(command,
      words "no store: name a Redis server with --store or LARK_STORE")
  end
  local server, msg, hint, kind = terminal.open_server(url)
  if not server then
    status.say(msg, hint and "\n  " .. hint or "")
    return nil, status.of_kind(kind)
  end
  local pong, err = server:call "PING"
  if pong then return server end
  return nil, M.fail(server, err)
end

return M
