-- SPDX-License-Identifier: MIT

--- The Debug Adapter Protocol: requests of a client, and events for it.
--- https://microsoft.github.io/debug-adapter-protocol/specification
---
--- Returns what C calls (bindings/engine/debug/protocol.c).
local lark = require "lark"
local breakpoints = require "lark.debug.breakpoints"
local evaluate = require "lark.debug.evaluate"
local primitives = require "lark.debug.primitives"
local sources = require "lark.debug.sources"
local threads = require "lark.debug.threads"
local variables = require "lark.debug.variables"

local array = lark.array

local CAPABILITIES = {
  supportsConfigurationDoneRequest = true,
  supportsConditionalBreakpoints = true,
  supportsHitConditionalBreakpoints = true,
  supportsLogPoints = true,
  supportsEvaluateForHovers = true,
  supportsClipboardContext = true,
  supportsSetVariable = true,
  supportsSetExpression = true,
  supportsExceptionInfoRequest = true,
  supportsBreakpointLocationsRequest = true,
  supportsDelayedStackTraceLoading = true,
  supportsTerminateRequest = true,
  supportTerminateDebuggee = true,
  exceptionBreakpointFilters = array {
    { filter = "uncaught", label = "Uncaught Errors", default = true,
      description = "Stops where an error ends a task." },
  },
}

local state = {
  sequence = 0,
  introduced = false,
  launched = false, -- by launch rather than attach
  first_line = 1,   -- as the client counts
  errors = false,   -- uncaught ones stop
  pending = nil,    -- why the line that is reached stops
  error = nil,      -- the message of the one that stopped
  asked = false,    -- the client let it go on
}

-- ------------------------------------------------------------------------ sending

local function send(message)
  state.sequence = state.sequence + 1
  message.seq = state.sequence
  primitives.send(lark.encode(message))
end

local function tell(event, body)
  send { type = "event", event = event, body = body }
end

local lost = 0 -- pieces of output that a client which reads slowly did not get

local function tell_lost()
  if lost == 0 then return end
  tell("output", { category = "console", output = ("(%d lines were left out)\n"):format(lost) })
  lost = 0
end

-- Lines of breakpoints are waited for: their time counts for no limit of the script's.
local WAITS_MS = { console = 1000, stdout = 0 }

local function put(category, text)
  -- One that does not read at all is not waited for again and again.
  if primitives.behind(lost == 0 and WAITS_MS[category] or 0) then
    lost = lost + 1
    return
  end
  tell_lost()
  tell("output", { category = category, output = text })
end

-- Refuses a request; caught where that is handled.
local function refuse(message)
  error({ refusal = message }, 0)
end

-- ----------------------------------------------------------------------- arguments

local function integer(arguments, name, default)
  local value = arguments[name]
  if value == nil or value == lark.null then value = default end
  if type(value) == "number" then value = math.tointeger(value) end
  if math.type(value) ~= "integer" then refuse(("%s must be an integer"):format(name)) end
  return value
end

local function text(arguments, name)
  local value = arguments[name]
  if type(value) ~= "string" then refuse(("%s must be a string"):format(name)) end
  return value
end

local function need_stop()
  if not primitives.stopped() then refuse "nothing is stopped: pause first" end
end

-- Lines of the client's, from 1 on, and back.
local function line_in(line) return line + 1 - state.first_line end
local function line_out(line) return line - 1 + state.first_line end

local function source_of(arguments)
  local source = type(arguments.source) == "table" and sources.of_client(arguments.source)
  return source or refuse "the source has neither a path nor a sourceReference"
end

local function frame_of(arguments)
  local number = arguments.frameId
  if number == lark.null then number = nil end
  need_stop()
  return threads.frame(number) or refuse "the frame is gone"
end

-- ------------------------------------------------------------------------ requests

-- Each gets the arguments, and returns the body of the response and, maybe, a function that runs
-- when the response is sent.
local requests = {}

function requests.initialize(arguments)
  if state.introduced then refuse "initialize was sent before" end
  state.introduced = true
  if arguments.linesStartAt1 == false then state.first_line = 0 end
  primitives.attach()
  return CAPABILITIES, function() tell "initialized" end
end

local function begin(arguments)
  if type(arguments.sources) == "table" then sources.map(arguments.sources) end
  if arguments.stopOnEntry == true then primitives.enter() end
end

function requests.launch(arguments)
  state.launched = true
  begin(arguments)
end

requests.attach = begin

function requests.configurationDone() primitives.ready() end

function requests.setBreakpoints(arguments)
  local identity, wanted = source_of(arguments), {}
  for i, one in ipairs(type(arguments.breakpoints) == "table" and arguments.breakpoints or {}) do
    if type(one) ~= "table" then refuse "a breakpoint is an object" end
    one.line = line_in(integer(one, "line"))
    wanted[i] = one
  end
  local list = array {}
  for i, made in ipairs(breakpoints.set(identity, wanted)) do
    list[i] = breakpoints.describe(made)
    list[i].line = line_out(list[i].line)
  end
  return { breakpoints = list }
end

function requests.breakpointLocations(arguments)
  local first = line_in(integer(arguments, "line"))
  local last = line_in(integer(arguments, "endLine", arguments.line))
  local list = array {}
  for i, line in ipairs(breakpoints.possible(source_of(arguments), first, last)) do
    list[i] = { line = line_out(line) }
  end
  return { breakpoints = list }
end

function requests.setExceptionBreakpoints(arguments)
  state.errors = false
  for _, filter in ipairs(type(arguments.filters) == "table" and arguments.filters or {}) do
    if filter == "uncaught" then state.errors = true end
  end
end

-- There are none of these; some clients ask all the same.
function requests.setFunctionBreakpoints() return { breakpoints = array {} } end

function requests.threads() return { threads = array(threads.list()) } end

function requests.stackTrace(arguments)
  need_stop()
  local list, total = threads.frames(integer(arguments, "threadId"),
    integer(arguments, "startFrame", 0), integer(arguments, "levels", 0))
  if not list then refuse "there is no such thread" end
  for _, frame in ipairs(list) do
    if frame.line > 0 then frame.line = line_out(frame.line) end
  end
  return { stackFrames = array(list), totalFrames = total }
end

function requests.scopes(arguments)
  return { scopes = array(variables.scopes(frame_of(arguments))) }
end

local function optional(arguments, name)
  local value = arguments[name]
  if value == nil or value == lark.null then return nil end
  return integer(arguments, name)
end

function requests.variables(arguments)
  local list = variables.list(integer(arguments, "variablesReference"), arguments.filter,
    optional(arguments, "start"), optional(arguments, "count"))
  if not list then refuse "the script has gone on" end
  return { variables = array(list) }
end

function requests.setVariable(arguments)
  local shown, wrong, place = variables.set(integer(arguments, "variablesReference"),
    text(arguments, "name"), text(arguments, "value"))
  if not shown then refuse(wrong) end
  return variables.show(shown, place, { value = shown.value })
end

function requests.setExpression(arguments)
  local place, expression = frame_of(arguments), text(arguments, "expression")
  local values, wrong = evaluate.run(place,
    ("%s = %s return %s"):format(expression, text(arguments, "value"), expression))
  if not values then refuse(wrong) end
  return variables.show(values[1], place, { value = values[1].value })
end

function requests.evaluate(arguments)
  local context, expression = arguments.context, text(arguments, "expression")
  local place = frame_of(arguments)
  local values, wrong = evaluate.run(place, expression,
    { patient = context == "repl", long = context == "repl" or context == "clipboard" })
  if not values then refuse(wrong) end
  local parts = {}
  for i, shown in ipairs(values) do parts[i] = shown.value end
  local body = { result = table.concat(parts, ", "), variablesReference = 0 }
  return #values == 1 and variables.show(values[1], place, body, expression) or body
end

function requests.source(arguments)
  local source = type(arguments.source) == "table" and arguments.source or arguments
  local content = sources.by_number(integer(source, "sourceReference",
    arguments.sourceReference))
  if not content then refuse "its text is not known" end
  return { content = content, mimeType = "text/x-lua" }
end

function requests.exceptionInfo()
  need_stop()
  if not state.error then refuse "it has not stopped for an error" end
  return {
    exceptionId = "error", description = state.error, breakMode = "unhandled",
    details = { message = state.error },
  }
end

local function resume(how)
  need_stop()
  state.asked = true
  primitives.resume(how)
end

requests["continue"] = function()
  resume "continue"
  return { allThreadsContinued = true }
end

local function step(how)
  return function()
    resume(how)
  end
end

requests.next = step "over"
requests.stepIn = step "in"
requests.stepOut = step "out"

function requests.pause()
  if not primitives.stopped() then primitives.pause() end
end

-- Lets the scripts come to an end with what they have.
function requests.terminate()
  primitives.interrupt()
  if primitives.stopped() then resume "continue" end
end

function requests.disconnect(arguments)
  local ends = arguments.terminateDebuggee
  if ends == nil or ends == lark.null then ends = state.launched end
  return nil, function()
    if ends then primitives.kill() end
    primitives.leave()
  end
end

-- ------------------------------------------------------------------------ messages

local function answer(request, success, body, message)
  send {
    type = "response", request_seq = request.seq, command = request.command,
    success = success, body = body, message = message,
  }
end

local function refusal_of(err)
  if type(err) == "table" and err.refusal then return err.refusal end
  return tostring(err):gsub("^lark%.debug%.%w+:%d+: ", "")
end

local function handle(request)
  local handler = requests[request.command]
  if not handler then refuse(("there is no request %s"):format(request.command)) end
  if not state.introduced and request.command ~= "initialize" then
    refuse "initialize comes first"
  end
  local arguments = request.arguments
  return handler(type(arguments) == "table" and arguments or {})
end

local handlers = {}

--- A message has come. What is none of the protocol's ends the connection.
function handlers.message(content)
  local request = lark.decode(content)
  if type(request) ~= "table" or request.type ~= "request"
    or type(request.command) ~= "string" or math.type(request.seq) ~= "integer" then
    primitives.leave()
    return
  end
  local done, body, after = pcall(handle, request)
  if not done then
    local why = refusal_of(body)
    answer(request, false, { error = { id = 1, format = why } }, why)
    return
  end
  answer(request, true, body)
  if after then after() end
end

--- A line is reached that has breakpoints, or that ends a step. True if it stops.
function handlers.line(key, line, why)
  local script, task = primitives.here()
  local place = { script = script, task = task, level = 0 }
  local found = breakpoints.reach(key, line, place, function(out) put("console", out) end)
  state.pending = found and { reason = "breakpoint", hitBreakpointIds = array { found.id } }
    or why and { reason = why }
  return state.pending and true or false
end

--- The script has stopped: for what line() found, or for a reason and a text.
function handlers.stopped(why, detail)
  local body = why and { reason = why } or state.pending
  local script, task = primitives.stopped()
  state.error = why == "exception" and detail or nil
  state.thread = threads.id(script, task)
  body.threadId = state.thread
  body.allThreadsStopped = true
  tell_lost()
  if detail then
    body.description, body.text = "Paused on an uncaught error", detail
  end
  tell("stopped", body)
end

--- It goes on.
function handlers.resumed()
  variables.forget()
  threads.forget()
  -- The client knows what it asked for.
  if not state.asked then
    tell("continued", { threadId = state.thread, allThreadsContinued = true })
  end
  state.asked = false
  state.error = nil
end

--- Whether uncaught errors stop.
function handlers.wants_errors() return state.errors end

--- A script printed a line.
function handlers.printed(line) put("stdout", line .. "\n") end

--- A script was started.
function handlers.began(id)
  sources.forget()
  for _, changed in ipairs(breakpoints.settle()) do
    local described = breakpoints.describe(changed)
    described.line = line_out(described.line)
    tell("breakpoint", { reason = "changed", breakpoint = described })
  end
  for _, script in ipairs(primitives.scripts()) do
    if tostring(script.id) == id then
      local task = script.tasks[1] and script.tasks[1].number or 0
      tell("thread", { reason = "started", threadId = threads.id(script.id, task) })
    end
  end
end

--- A script has ended.
function handlers.finished(id)
  for _, thread in ipairs(threads.of_script(math.tointeger(id))) do
    tell("thread", { reason = "exited", threadId = thread })
  end
end

--- Debugging ends.
function handlers.ended()
  tell_lost()
  tell "terminated"
end

return handlers
