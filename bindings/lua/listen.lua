-- SPDX-License-Identifier: MIT

--- client:listen: hands events to a function, and answers them.
local lark, words = ...

local function check_function(value, what)
  if value ~= nil and type(value) ~= "function" then
    error(("client:listen: %s must be a function, not a %s"):format(what, type(value)), 4)
  end
end

-- The failure of a handler, as an error. Errors of ours stay as they are.
local function failure_of(received, cause)
  if type(cause) == "table" and rawget(cause, "kind") then return cause end
  local ok, text = pcall(tostring, cause)
  return lark.error {
    kind = "script",
    msg = words("the handler of %s failed for event %s: %s"):format(received.header.event_type,
      received.header.event_id, ok and text or type(cause)),
    event_id = received.header.event_id,
    event_type = received.header.event_type,
    cause = cause,
  }
end

--- @param parts table<string, function>  what C offers: start, next, answer, stop, close
return function(parts)
  --- @param client lark.client
  --- @param handler? fun(received: table, listener: table): any, any
  --- @param options? table
  return function(client, handler, options)
    check_function(handler, "handler")
    check_function(type(options) == "table" and options.on_error or nil, "on_error")
    local core, err = parts.start(client, options or {})
    if not core then return nil, err end
    local _ <close> = setmetatable({}, { __close = function() parts.close(core) end })
    local listener = { stop = function() parts.stop(core) end }
    local handle = handler or lark.events.handle
    while true do
      local received, event = parts.next(core)
      if not received then
        if event then return nil, event end
        return true
      end
      local ok, value, why = pcall(handle, received, listener)
      local failed = not ok or (value == nil and why ~= nil)
      parts.answer(core, event, not failed)
      if failed and options and options.on_error then
        options.on_error(failure_of(received, ok and why or value), received)
      end
    end
  end
end
