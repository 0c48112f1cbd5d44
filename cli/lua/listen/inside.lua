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

--- @type table<string, fun(lark: table, inbox: lark.inbox, command: table, failed: function,
---   first?: lark.client): function>
--- Each begins to bring events, and returns a function that ends that.
--- It may fail later: then `failed` gets the error, and the handling comes to its end.
local SOURCES = {
  webhook = function() return function() end end,
}

-- Events are stored together, so that as many are answered in time as come.
local STORED_AT_ONCE = 500

-- A long connection of the script's first client, or else of the environment's.
function SOURCES.connection(lark, inbox, command, failed, first)
  local client, err = first, nil
  if not client then client, err = lark.client() end
  if not client then
    failed(err)
    return function() end
  end
  local task = lark.spawn(function()
    local listened, why = client:listen(function(received) return inbox:put(received) end, {
      parallel = STORED_AT_ONCE,
      on_note = command.say,
      on_error = function(trouble) command.say(tostring(trouble)) end,
    })
    if not listened then failed(why) end
  end)
  return function() task:cancel() end
end

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
    return first
  end, function()
    pcall(lark.events.on, TICKET, function(event)
      -- One that the script has closed raises.
      for client in pairs(others) do pcall(client.set_app_ticket, client, event[TICKET]) end
      if not first then return end
      return first:set_app_ticket(event[TICKET])
    end)
  end
end

-- Has machines that share a store ask it whose an event is. Returns an error.
local function set_claim(options, command)
  local store = os.getenv "LARK_STORE"
  if (store or "") == "" then return end
  local claims, err = command.open_claims(store)
  if not claims then return err end
  function options.claim(event_id, inbox_id) return claims:ask(event_id, inbox_id) end
end

--- @param lark table
--- @param listen lualark.listen
--- @param command table  the functions of src/run/inside.c
return function(lark, listen, command)
  local first_client, set_ticket_handler = feed_tickets(lark)

  local function handle()
    set_ticket_handler()
    local options = listen.options
    local wrong = set_claim(options, command)
    if wrong then return nil, wrong end
    options.log = function(entry) command.say(entry.msg) end
    local inbox <close>, err = lark.inbox(listen.path, options)
    if not inbox then return nil, err end
    local failure
    local stop = SOURCES[listen.source](lark, inbox, command, function(why) failure = why end,
      first_client())
    local done
    done, err = inbox:run {
      stopping = function()
        local ends = command.stopping() or failure ~= nil
        if ends then stop() end
        return ends
      end,
    }
    stop()
    if not done then return nil, err end
    if failure then return nil, failure end
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
