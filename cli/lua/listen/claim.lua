-- SPDX-License-Identifier: MIT

--- Whose an event is, where machines with inboxes of their own share a Redis server. Runs in the
--- script's state.
---
--- The first inbox to ask gets an event for good: its id is written under the event's, and
--- stays for longer than the platform sends an event again. An inbox asks when the event is in
--- its file: if it dies then, the event is handled when it comes back, and never lost.

-- The platform sends an event again for over seven hours.
local KEPT_S = "86400"

--- @param command table  the functions of src/run/inside.c
--- @param url string     of the server
--- @return fun(event_id: string, inbox_id: string): boolean?, string?
return function(command, url)
  local server

  local function call(...)
    local why
    if not server then
      server, why = command.open_server(url)
      if not server then return nil, why end
    end
    return server:call(...)
  end

  return function(event_id, inbox_id)
    local key = "lark:event:" .. event_id
    local set, err = call("SET", key, inbox_id, "NX", "EX", KEPT_S)
    if set then return true end
    if set == nil then return nil, err end
    local owner
    owner, err = call("GET", key)
    if owner == nil then return nil, err end
    -- It may have gone in between: it was a day old.
    return owner == inbox_id
  end
end
