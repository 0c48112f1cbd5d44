-- SPDX-License-Identifier: MIT

--- lark.events: what the platform sends by itself when something happens.
local lark, words = ...

-- Shows what was raised, as text. It may be a table whose metamethods raise.
local function text_of(cause)
  local ok, text = pcall(tostring, cause)
  return ok and text or type(cause)
end

-- The handler's failure, with the event's id, so that it can be found and sent again.
local function failure_of(header, cause)
  local ours = type(cause) == "table" and rawget(cause, "kind") and cause or nil
  return lark.error {
    kind = ours and rawget(ours, "kind") or "script",
    msg = words("the handler of %s failed for event %s: %s"):format(header.event_type,
      header.event_id, text_of(ours and rawget(ours, "msg") or cause)),
    hint = ours and rawget(ours, "hint"),
    event_id = header.event_id,
    event_type = header.event_type,
    cause = cause,
  }
end

-- Reads the option `key` of lark.events.on.
local function key_option(options)
  if options == nil then return nil end
  if type(options) ~= "table" then
    error("lark.events.on: the options are a table, not a " .. type(options), 3)
  end
  for name in pairs(options) do
    if name ~= "key" then
      error("lark.events.on: there is no option " .. tostring(name), 3)
    end
  end
  if options.key ~= nil and type(options.key) ~= "function" then
    error("lark.events.on: key: a function, not a " .. type(options.key), 3)
  end
  return options.key
end

--- Makes lark.events.
--- @param parts { types: function, receive: function }  what C offers
return function(parts)
  local M = { types = parts.types, receive = parts.receive }
  local handlers, keys = {}, {}

  --- Sets the function that handles events of a type; "*" those that have none of their own.
  --- nil takes it away.
  --- @param event_type string
  --- @param fn? fun(event: table, header: table)  it fails by raising, or by `nil, err`
  --- @param options? { key?: fun(event: table, header: table): any }  an inbox handles events
  ---   of one key one at a time
  function M.on(event_type, fn, options)
    if type(event_type) ~= "string" or event_type == "" then
      error("lark.events.on: the type of an event, or \"*\"", 2)
    elseif fn ~= nil and type(fn) ~= "function" then
      error("lark.events.on: a function, not a " .. type(fn), 2)
    elseif fn and handlers[event_type] then
      error(("lark.events.on: %s has a handler"):format(event_type), 2)
    end
    keys[event_type] = fn and key_option(options) or nil
    handlers[event_type] = fn
  end

  --- The key of an event, by its handler's option; nil where that has none.
  --- @param event table
  --- @param header table
  --- @return any
  function M.key(event, header)
    local handled = handlers[header.event_type] and header.event_type or "*"
    local fn = keys[handled]
    if fn then return fn(event, header) end
  end

  --- Runs the handler of an event that was received. It runs in place, and may wait where
  --- its caller may.
  --- @param received table  `kind`, `event`, `header`
  --- @return boolean? handled  false where there is no handler, or it is no event
  --- @return lark.error? err   why the handler failed; it has the event's id
  function M.handle(received)
    if type(received) ~= "table" then
      error("lark.events.handle: what lark.events.receive returned", 2)
    end
    if received.kind ~= "event" then return false end
    local header = received.header
    local fn = handlers[header.event_type] or handlers["*"]
    if not fn then return false end
    local ok, value, err = pcall(fn, received.event, header)
    if not ok then return nil, failure_of(header, value) end
    if value == nil and err ~= nil then return nil, failure_of(header, err) end
    return true
  end

  return M
end
