-- SPDX-License-Identifier: MIT

--- Runs in the script's state under `lualark listen`: the script sets its handlers, then events of
--- the inbox are handled until the program is to end.
---
--- A source brings events into the inbox. A webhook does so outside of this state, in a thread of
--- its own. Any other is a function of SOURCES, a task in this state.
---
--- @class lualark.listen
--- @field path string       the inbox
--- @field options table     of lark.inbox
--- @field source string     "webhook", or a name of SOURCES
--- @field grace_ms integer

--- @type table<string, fun(lark: table, inbox: lark.inbox, command: table): function>
--- Each begins to bring events, and returns a function that ends that.
local SOURCES = {
  webhook = function() return function() end end,
}

local TICKET = "app_ticket"

-- Gives tickets of store apps to the clients that the script makes, unless it has a handler
-- of its own. The first client stays open: the script may have it in no variable that lasts.
local function feed_tickets(lark)
  local first
  local others = setmetatable({}, { __mode = "k" })
  local make = lark.client
  function lark.client(...)
    local client, err = make(...)
    if client and not first then first = client elseif client then others[client] = true end
    return client, err
  end
  return function()
    pcall(lark.events.on, TICKET, function(event)
      -- One that the script has closed raises.
      for client in pairs(others) do pcall(client.set_app_ticket, client, event[TICKET]) end
      if not first then return end
      return first:set_app_ticket(event[TICKET])
    end)
  end
end

--- @param lark table
--- @param listen lualark.listen
--- @param command table  the functions of src/run/inside.c
return function(lark, listen, command)
  local set_ticket_handler = feed_tickets(lark)

  local function handle()
    set_ticket_handler()
    local options = listen.options
    options.log = function(entry) command.say(entry.msg) end
    local inbox <close>, err = lark.inbox(listen.path, options)
    if not inbox then return nil, err end
    local stop = SOURCES[listen.source](lark, inbox, command)
    local done
    done, err = inbox:run { stopping = command.stopping }
    stop()
    if not done then return nil, err end
  end

  --- The script's function, which handles events when it has set its handlers.
  return function(chunk)
    return function(...)
      local value, err = chunk(...)
      -- A result, such as a script's help, is shown, and nothing is handled.
      if value ~= nil or err ~= nil then return value, err end
      return handle()
    end
  end
end
