-- SPDX-License-Identifier: MIT

--- client:listen: hands events to a function, and answers them.
local lark, words = ...

local MOST_PARALLEL = 1000

local function check_function(value, what)
  if value ~= nil and type(value) ~= "function" then
    error(("client:listen: %s must be a function, not a %s"):format(what, type(value)), 4)
  end
end

local function check_options(options)
  if type(options) ~= "table" then return end
  check_function(options.on_error, "on_error")
  check_function(options.on_note, "on_note")
  local parallel = options.parallel or 1
  if math.type(parallel) ~= "integer" or parallel < 1 or parallel > MOST_PARALLEL then
    error(("client:listen: parallel must be an integer from 1 to %d"):format(MOST_PARALLEL), 4)
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

-- Handles events until there are no more: true; or nil and an error.
local function serve(parts, core, handle, options)
  local listener = { stop = function() parts.stop(core) end }

  local function answer(received, event)
    local taken = false
    local ok, value, why
    do
      -- Where the task is cancelled meanwhile, the platform is to send it again.
      local answered <close> = setmetatable({}, { -- luacheck: ignore
        __close = function() parts.answer(core, event, taken) end,
      })
      ok, value, why = pcall(handle, received, listener)
      taken = ok and (value ~= nil or why == nil)
    end
    if not taken and options.on_error then
      options.on_error(failure_of(received, ok and why or value), received)
    end
  end

  -- Tasks, the oldest first.
  local running, parallel = {}, options.parallel or 1
  local function start(received, event)
    if parallel == 1 then return answer(received, event) end
    if #running >= parallel then table.remove(running, 1):await() end
    running[#running + 1] = lark.spawn(answer, received, event)
  end

  while true do
    local received, event = parts.next(core)
    if type(received) == "string" then
      if options.on_note then options.on_note(received, event) end
    elseif received then
      start(received, event)
    else
      for _, task in ipairs(running) do task:await() end
      if event then return nil, event end
      return true
    end
  end
end

--- @param parts table<string, function>  what C offers: start, next, answer, stop, close
return function(parts)
  --- @param client lark.client
  --- @param handler? fun(received: table, listener: table): any, any
  --- @param options? table
  return function(client, handler, options)
    check_function(handler, "handler")
    check_options(options)
    options = options or {}
    local core, err = parts.start(client, options)
    if not core then return nil, err end
    local _ <close> = setmetatable({}, { __close = function() parts.close(core) end })
    local handle = handler or lark.events.handle
    -- Its tasks run only within lark.run.
    if (options.parallel or 1) > 1 then return lark.run(serve, parts, core, handle, options) end
    return serve(parts, core, handle, options)
  end
end
