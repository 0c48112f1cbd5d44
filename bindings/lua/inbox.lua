-- SPDX-License-Identifier: MIT

--- lark.inbox: events are written to a file before they are answered, and handled from there.
local lark, words = ...

-- How often a run looks for events that other processes or threads brought, and for those of
-- processes that died: of these once a second.
local LOOK_S = 0.05

-- How many new events are read at a time, and written down together.
local SORTED, BATCH = 100, 1000

-- How long a run waits where the file cannot be used, and the longest wait for another attempt.
local MENDING_S, LONGEST_S = 1, 3600

local HOUR_S = 3600

-- How long events wait until it is asked again whose they are.
local CLAIM_S = 5

-- Each option: its type, its default, the least and the most that it may be.
local OPTIONS = {
  key = { "function" },
  log = { "function" },
  client = { "userdata" },
  claim = { "function" },
  keep_body = { "boolean", false },
  parallel = { "integer", 16, 1, 10000 },
  attempts = { "integer", 5, 1, 1000 },
  backoff = { "number", 10, 0, LONGEST_S },
  max_age = { "number", 7 * 86400, 0, 1e9 },
}

local function fault_of(name, option, value)
  local wanted = option[1]
  local is = wanted == "integer" and math.type(value) or type(value)
  if is ~= wanted then
    return ("lark.inbox: %s: a %s, not a %s"):format(name, wanted, type(value))
  end
  if option[3] and not (value >= option[3] and value <= option[4]) then
    return ("lark.inbox: %s: from %d to %d"):format(name, option[3], option[4])
  end
end

local function read_options(given)
  local read = {}
  if given ~= nil and type(given) ~= "table" then
    error("lark.inbox: the options are a table, not a " .. type(given), 3)
  end
  for name, value in pairs(given or {}) do
    local option = OPTIONS[name]
    local fault = not option and "lark.inbox: there is no option " .. tostring(name)
      or fault_of(name, option, value)
    if fault then error(fault, 3) end
    read[name] = value
  end
  for name, option in pairs(OPTIONS) do
    if read[name] == nil then read[name] = option[2] end
  end
  return read
end

-- ----------------------------------------------------------------------- putting

-- An event as the file takes it.
local function row_of(received)
  local header = received.header
  return {
    header.event_id, header.event_type, header.app_id or "", header.tenant_key or "",
    header.create_time or 0, lark.encode(received.event),
  }
end

-- The events that are written together: those that tasks bring in the same turn.
local function open_batch(of)
  local batch = { rows = {} }
  of.batch = batch
  batch.task = lark.spawn(function()
    lark.sleep(0)
    of.batch = nil
    return of.file:put(batch.rows)
  end)
  return batch
end

-- --------------------------------------------------------------------- the events

local function received_of(row)
  local event, err = lark.decode(row.body or "")
  if event == nil then return nil, err end
  return {
    kind = "event",
    event = event,
    header = {
      event_id = row.event_id,
      event_type = row.event_type,
      create_time = row.create_time,
      app_id = row.app_id ~= "" and row.app_id or nil,
      tenant_key = row.tenant_key ~= "" and row.tenant_key or nil,
    },
  }
end

local function say(of, entry, msg)
  entry.msg = msg
  if of.log then pcall(of.log, entry) end
end

-- Tickets in the order of their arrival: the last one counts.
local TICKET = "app_ticket"

local function key_of(of, row)
  if row.event_type == TICKET then return TICKET end
  local received = received_of(row)
  if not received then return nil end
  local key = lark.events.key(received.event, received.header)
  if key == nil and of.key then key = of.key(received.event, received.header) end
  if key == nil then return nil end
  local kind = type(key)
  if kind ~= "string" and kind ~= "number" and kind ~= "boolean" then
    error(words("a key is a text, a number or a boolean, not a %s"):format(kind), 0)
  end
  return (tostring(key):gsub("%z", "%%00"))
end

-- Gives new events their keys. True, or nil and an error.
local function sort(of)
  local rows, err = of.file:new(SORTED)
  if not rows then return nil, err end
  local ids, keys = {}, {}
  for i, row in ipairs(rows) do
    local ok, key = pcall(key_of, of, row)
    if not ok then
      say(of, { event_id = row.event_id, event_type = row.event_type, outcome = "unkeyed" },
        words("the key of event %s failed: %s; it waits for no other event"):format(
          row.event_id, tostring(key)))
    end
    ids[i], keys[i] = row.id, ok and key or false
  end
  if #rows == 0 then return true end
  return of.file:sort(ids, keys)
end

-- ----------------------------------------------------------------------- handling

-- Writes how the handling of an event ended: its row, the end, why, the wait, whether the body
-- is kept. Where that fails it is kept, and written later. Claims the next event where the
-- caller goes on.
local function finish(of, ended, goes_on)
  local done, rows = of.file:finish(ended[1], ended[2], ended[3], ended[4], ended[5],
    goes_on and 1 or 0)
  if done == nil then
    of.unwritten[#of.unwritten + 1] = ended
    of.trouble = rows
    return
  end
  return rows and rows[1]
end

local function write_unwritten(of)
  local unwritten = of.unwritten
  of.unwritten = {}
  for _, ended in ipairs(unwritten) do finish(of, ended) end
  return #of.unwritten == 0, of.trouble
end

local function wait_of(of, tries)
  return math.min(of.backoff * 3 ^ (tries - 1), LONGEST_S)
end

-- How an event that failed goes on, and what the log says.
local function failed(of, row, err)
  local entry = {
    event_id = row.event_id, event_type = row.event_type, attempt = row.tries, error = err,
  }
  local text = tostring(err)
  if row.tries >= of.attempts then
    entry.outcome = "failed"
    say(of, entry, words("event %s is set aside after %d attempts: %s"):format(row.event_id,
      row.tries, text))
    return { row, "failed", text, 0, true }
  end
  local wait_s = wait_of(of, row.tries)
  entry.outcome, entry.wait = "again", wait_s
  say(of, entry, words("event %s: attempt %d of %d failed, the next is in %.0f s: %s"):format(
    row.event_id, row.tries, of.attempts, wait_s, text))
  return { row, "again", text, wait_s, true }
end

-- Runs the handler: what lark.events.handle returns. A ticket goes to the client, too.
local function call_handler(of, received)
  if received.header.event_type == TICKET and of.client then
    local taken, err = of.client:set_app_ticket(received.event[TICKET])
    if not taken then return nil, err end
    local _, failure = lark.events.handle(received)
    return failure == nil or nil, failure
  end
  return lark.events.handle(received)
end

-- Says that an event's owner cannot be told: once, until one can.
local function say_unclaimed(of, row, err)
  local entry = { event_id = row.event_id, event_type = row.event_type, outcome = "waits" }
  say(of, entry,
    words("event %s waits: it cannot be told whether another machine handles it: %s"):format(
      row.event_id, tostring(err)))
end

-- Whether an event is this inbox's; nil and why that cannot be told. After such an answer one
-- event asks again when it is time; the others need not ask in vain meanwhile.
local function ask_owner(of, row)
  local again = of.unclaimed_s ~= nil
  if again and (of.asks or math.abs(os.time() - of.unclaimed_s) < CLAIM_S) then
    return nil, of.unclaimed
  end
  local ended <close> = setmetatable({}, { -- luacheck: ignore
    __close = function() if again then of.asks = false end end,
  })
  if again then of.asks = true end
  local ok, won, err = pcall(of.claim, row.event_id, of.file:id())
  if not ok then won, err = nil, won end
  if won == nil and not of.unclaimed_s then say_unclaimed(of, row, err) end
  of.unclaimed_s, of.unclaimed = won == nil and os.time() or nil, err
  return won, err
end

-- Nil where this inbox is to handle the event, and no other machine's; else how it ends here.
local function end_of_other(of, row)
  if not of.claim or row.won == 1 then return nil end
  local won, err = ask_owner(of, row)
  if won == nil then return { row, "later", tostring(err), CLAIM_S, true } end
  if not won then return { row, "duplicate", nil, 0, false } end
  -- Where this cannot be written, the answer is the same the next time.
  of.file:win(row.id)
end

-- Handles an event, and says how that ended.
local function handle(of, row)
  local ended = end_of_other(of, row)
  if ended then return ended end
  if row.tries > of.attempts then
    row.tries = row.tries - 1
    return failed(of, row, words "its process ended while it was handled")
  end
  local received, err = received_of(row)
  local handled
  if received then
    local ok, first, second = pcall(call_handler, of, received)
    if ok then handled, err = first, second else handled, err = nil, first end
  end
  if handled == nil then return failed(of, row, err) end
  return { row, handled and "done" or "no handler", nil, 0, of.keep_body }
end

-- Claims events that are due; new ones are sorted first. Nil and an error.
local function claim(of, most)
  local is_new, is_due = of.file:look()
  if is_new == nil then return nil, is_due end
  if is_new then
    local sorted, err = sort(of)
    if not sorted then return nil, err end
    is_due = true
  end
  if not is_due then return {} end
  local rows, err = of.file:claim(most)
  if not rows then return nil, err end
  table.sort(rows, function(a, b) return a.id < b.id end)
  return rows
end

-- Handles an event, and after it others as long as there are any: not those that would wait for
-- their owner, of which there may be many.
local function work(of, row)
  while row do
    local ended = handle(of, row)
    local goes_on = not (of.stopped or of.unclaimed_s)
    row = finish(of, ended, goes_on)
    if not row then
      if not goes_on or #of.unwritten > 0 then return end
      local rows = claim(of, 1)
      row = rows and rows[1]
    end
  end
end

-- Starts a task for an event. It is counted until it ends, however it does.
local function start(of, row)
  of.running = of.running + 1
  lark.spawn(function()
    local ended <close> = setmetatable({}, { -- luacheck: ignore
      __close = function() of.running = of.running - 1 end,
    })
    work(of, row)
  end)
end

-- One round: true, or nil and why the file cannot be used.
local function look_after(of)
  local written, err = write_unwritten(of)
  if not written then return nil, err end
  local now_s = os.time()
  if now_s ~= of.recovered_s then
    local freed
    freed, err = of.file:recover()
    if not freed then return nil, err end
    of.recovered_s = now_s
  end
  if math.abs(now_s - of.forgotten_s) >= HOUR_S then
    local forgotten
    forgotten, err = of.file:forget(of.max_age)
    if not forgotten then return nil, err end
    of.forgotten_s = now_s
  end
  if of.running >= of.parallel then return true end
  local rows
  rows, err = claim(of, of.parallel - of.running)
  if not rows then return nil, err end
  for _, row in ipairs(rows) do start(of, row) end
  return true
end

-- Whether nothing is left to handle, in other processes neither.
local function is_empty(of)
  local is_new, _, is_open = of.file:look()
  return of.running == 0 and is_new == false and not is_open
end

-- Says a trouble with the file when it begins.
local function note_trouble(of, err)
  local text = err and tostring(err)
  if text and text ~= of.said then say(of, { outcome = "trouble", error = err }, text) end
  of.said = text
end

-- Lets what runs come to its end.
local function wind_down(of)
  of.stopped = true
  while of.running > 0 do
    if not lark.sleep(LOOK_S) and of.running > 0 then
      -- The program was interrupted: nothing sleeps any more, and the calls of handlers end.
      lark.spawn(function() end):await()
    end
  end
  write_unwritten(of)
  return true
end

local function run(of, options)
  while not of.stopped and not (options.stopping and options.stopping()) do
    local done, err = look_after(of)
    note_trouble(of, err)
    if options.until_empty then
      if not done then
        wind_down(of)
        return nil, err
      end
      if is_empty(of) then return true end
    end
    if not lark.sleep(done and LOOK_S or MENDING_S) then break end
  end
  return wind_down(of)
end

-- ------------------------------------------------------------------------ methods

-- The state of each inbox, which its users do not see.
local hidden = setmetatable({}, { __mode = "k" })

local function of_inbox(inbox)
  local of = hidden[inbox]
  if not of then error("lark.inbox: an inbox, with a colon", 3) end
  if not of.file then error("lark.inbox: it is closed", 3) end
  return of
end

local methods = {}

--- Writes an event down, for good: afterwards it may be answered.
--- @param received table  what lark.events.receive returned
--- @return boolean? is_new  false where it is there already, or is no event
--- @return lark.error? err
function methods:put(received)
  local of = of_inbox(self)
  if type(received) ~= "table" then
    error("lark.inbox: what lark.events.receive returned", 2)
  end
  if received.kind ~= "event" then return false end
  local row = row_of(received)
  local batch = of.batch or open_batch(of)
  local place = #batch.rows + 1
  batch.rows[place] = row
  if place >= BATCH then of.batch = nil end
  local added, err = batch.task:await()
  if not added then return nil, err end
  return added[place]
end

--- Handles events until inbox:stop(); with `until_empty` until none is left.
--- @param options? { until_empty?: boolean, stopping?: fun(): boolean }
--- @return true? done
--- @return lark.error? err
function methods:run(options)
  local of = of_inbox(self)
  if of.runs then error("lark.inbox: it runs already", 2) end
  of.runs, of.stopped = true, false
  local ended <close> = setmetatable({}, { -- luacheck: ignore
    __close = function() of.runs = false end,
  })
  return lark.run(run, of, options or {})
end

--- Has inbox:run() return when what it handles has ended.
function methods:stop()
  of_inbox(self).stopped = true
end

--- The events in it, the first to arrive first.
--- @param which? { event_id?: string, event_type?: string, failed?: boolean, body?: boolean }
--- @return table[]? events
--- @return lark.error? err
function methods:events(which)
  which = which or {}
  local file = of_inbox(self).file
  local rows, err = file:list(which.event_id, which.event_type, which.failed, which.body)
  if not rows then return nil, err end
  for _, row in ipairs(rows) do
    -- For those who look at it, an event that waits is one thing.
    local waits = row.state == "new" or row.state == "queued" or row.state == "ready"
    row.state = waits and "waiting" or row.state
    if row.body then row.event, row.body = lark.decode(row.body), nil end
  end
  return lark.array(rows)
end

--- Has events handled that were set aside; one that has an id, also where it was handled and
--- its body was kept.
--- @return integer? count
--- @return lark.error? err
function methods:replay(which)
  which = which or {}
  return of_inbox(self).file:replay(which.event_id, which.event_type)
end

--- Ends events without handling them.
--- @return integer? count
--- @return lark.error? err
function methods:drop(which)
  which = which or {}
  return of_inbox(self).file:drop(which.event_id, which.event_type, which.failed)
end

--- Forgets events that ended so long ago, and what others say of people.
--- @param seconds number
--- @return integer? count
--- @return lark.error? err
function methods:erase(seconds)
  return of_inbox(self).file:erase(seconds)
end

--- Closes the file. Events that wait stay in it.
function methods:close()
  local of = hidden[self]
  if not of or not of.file then return end
  if of.runs then error("lark.inbox: it runs; stop it first", 2) end
  of.file:close()
  of.file = nil
end

local METATABLE = { __index = methods, __close = methods.close, __metatable = "inbox" }

--- Makes lark.inbox.
--- @param open fun(path: string): userdata?, lark.error?
return function(open)
  --- Opens an inbox, or makes one.
  --- @param path string
  --- @param options? table
  --- @return lark.inbox?
  --- @return lark.error?
  return function(path, options)
    local of = read_options(options)
    local file, err = open(path)
    if not file then return nil, err end
    of.file, of.running, of.unwritten = file, 0, {}
    of.recovered_s, of.forgotten_s = 0, 0
    local inbox = setmetatable({}, METATABLE)
    hidden[inbox] = of
    return inbox
  end
end
