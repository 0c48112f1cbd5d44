-- SPDX-License-Identifier: MIT

--- lualark repl: tries out Lua and the platform, line by line.
local cells = require "lark.render.width"
local lark = require "lark"
local complete = require "lualark.repl.complete"
local definitions = require "lualark.options.definitions"
local describe = require "lualark.catalog.describe"
local endpoint = require "lualark.catalog.endpoint"
local history = require "lualark.repl.history"
local option = require "lualark.options"
local output = require "lualark.output"
local show = require "lualark.repl.show"
local status = require "lualark.status"
local words = require "lualark.words"

local M = {
  name = "repl",
  operands = {},
  summary = "try things out, with completion",
  about = [[
Reads Lua, runs it, and shows the result. `client` has the environment's credentials,
`lark` and `report` are the modules, `_` is the last result, and show(value) shows all
of a long one.

  client.hire.ex<TAB>    completes endpoints, parameters and their values
  ?                      lists the endpoints
  ?hire.referral         lists those whose name begins so
  ?hire.referral.search  shows everything about one
  Ctrl-C                 ends what runs, or drops what was typed
  Ctrl-D                 leaves

Input that is not complete goes on in the next line; an empty line drops it.
Input is kept in $XDG_STATE_HOME/lualark/history (~/.local/state), except for lines
that hold a secret. If standard input is no terminal, its lines are run without
prompts; the exit status is then that of the last input that failed.
]],
  options = {
    option.define, option.profile, option.store, option.ca_file, option.lenient,
    option.verbose,
  },
}

local GREETING = "lualark %s, %s. TAB completes, ?name tells of an endpoint, Ctrl-D leaves."
local PROMPT, MORE = "lark> ", "   .. "
local CHUNK = "=input"
local INTERRUPTED = "interrupted"
-- Longer results are cut on a terminal.
local MOST_LINES = 100

-- ------------------------------------------------------------------- the world

local function new_client()
  local client, err = lark.client()
  if not client then error(err, 0) end
  return client
end

-- Globals that are made when they are first used.
local LAZY = {
  client = new_client,
  report = function() return require "lark.report" end,
}

local function set_globals(session)
  _G.lark = lark
  _G.show = function(...)
    for i = 1, select("#", ...) do
      print(show.text((select(i, ...)), session.how))
    end
  end
  setmetatable(_G, { __index = function(all, name)
    local make = LAZY[name]
    if not make then return nil end
    local made = make()
    rawset(all, name, made)
    return made
  end })
end

local function world()
  return {
    globals = _G, catalog = lark,
    is_client = function(value)
      return type(value) == "userdata" and getmetatable(value) == "client"
    end,
  }
end

-- ------------------------------------------------------------------ completion

local function cut_to(width, text)
  return width > 1 and cells.cut(text, width - 1) or ""
end

local function names_in_columns(list, width)
  local widest = 1
  for _, one in ipairs(list) do widest = math.max(widest, #(one.label or one.text) + 2) end
  local each, lines = math.max(width // widest, 1), {}
  for i = 1, #list, each do
    local line = {}
    for j = i, math.min(i + each - 1, #list) do
      line[#line + 1] = ("%-" .. widest .. "s"):format(list[j].label or list[j].text)
    end
    lines[#lines + 1] = (table.concat(line):gsub(" +$", ""))
  end
  return table.concat(lines, "\n")
end

-- The candidates below each other, with what the catalog says about them.
local function listing(list, width)
  local explained, widest = false, 1
  for _, one in ipairs(list) do
    explained = explained or one.doc ~= nil
    widest = math.max(widest, #(one.label or one.text))
  end
  if not explained or #list > complete.MOST_EXPLAINED then return names_in_columns(list, width) end
  local lines = {}
  for i, one in ipairs(list) do
    local line = ("  %-" .. widest .. "s  %s"):format(one.label or one.text, one.doc or "")
    lines[i] = cut_to(width, (line:gsub(" +$", "")))
  end
  return table.concat(lines, "\n")
end

-- Completes at TAB: returns a text to insert, and a listing.
local function completer(session)
  return function(before)
    -- At the beginning of a further line TAB indents.
    if session.pending ~= "" and not before:find("%S") then return "  " end
    local text = session.pending .. before
    local start, list = complete.complete(text, world())
    if #list == 0 then return nil end
    local more = complete.common(list):sub(#text - start + 2)
    if more ~= "" then return more end
    if #list > 1 then return nil, listing(list, session.terminal.width() or 80) end
  end
end

-- --------------------------------------------------------------------- running

-- Errors of ours need no traceback; those of others get one without our own levels.
local function with_traceback(err)
  if status.is_error(err) or err == INTERRUPTED then return err end
  local text = type(err) == "string" and err or show.text(err)
  local way = debug.traceback("", 2):gsub("\n%s*%[C%]: in function 'xpcall'.*", "")
  -- An error in the line that was just typed needs no place.
  local _, places = way:gsub("\n\t[^%[]", "")
  return places > 1 and text .. way or text
end

local function say(session, err)
  local text = show.plain(err == INTERRUPTED and words(err) or tostring(err))
  io.stdout:flush()
  -- The terminal has written ^C, and the cursor is behind it.
  if session.editor and err == INTERRUPTED then print() end
  if session.paints then text = "\27[31m" .. text .. "\27[0m" end
  io.stderr:write(text, "\n")
end

local function show_values(session, values)
  if values.n > 0 then _G._ = values[1] end
  for i = 1, values.n do
    local text, more = show.text(values[i], session.how), 0
    if session.editor then text, more = show.cut(text, MOST_LINES) end
    print(text)
    if more > 0 then print(words("... %d more lines; show(_) shows all", more)) end
  end
end

-- Runs a compiled input; returns its exit status.
local function run(session, chunk)
  local done = table.pack(pcall(lark.run, function()
    return xpcall(chunk, with_traceback)
  end))
  if not done[1] or not done[2] then
    local err = done[1] and done[3] or done[2]
    say(session, err)
    return status.of(err)
  end
  local values = { n = done.n - 2, table.unpack(done, 3, done.n) }
  if values[1] == nil and values.n == 2 and status.is_error(values[2]) then
    say(session, values[2])
    return status.of(values[2])
  end
  show_values(session, values)
  return status.DONE
end

-- Answers `?name`.
local function tell(session, name)
  name = name:gsub("^client%.", "")
  local found, err = nil, nil
  if name ~= "" then found, err = endpoint.schema(name) end
  if found then
    describe.one(found)
    return status.DONE
  end
  local names = endpoint.beginning(name)
  if #names > 0 then
    describe.list(names)
    return status.DONE
  end
  say(session, err)
  return status.of(err)
end

-- Tries an expression first, because its values are shown. Returns nil and an error if the
-- text is no Lua, and then `true` if more lines may complete it.
local function compile(text)
  local chunk, no_value = load("return " .. text, CHUNK, "t")
  if chunk then return chunk end
  local err
  chunk, err = load(text, CHUNK, "t")
  if chunk then return chunk end
  -- "1 +" may become an expression, "for" a statement.
  return nil, err, err:find("<eof>$") ~= nil or no_value:find("<eof>$") ~= nil
end

-- Runs what was typed; returns the exit status, or nil if more has to follow.
local function take(session, text)
  local name = text:match("^%s*%?%s*(.-)%s*$")
  if name then return tell(session, name) end
  if not text:find("%S") then return status.DONE end
  local chunk, err, unfinished = compile(text)
  if unfinished then return nil, err end
  if chunk then return run(session, chunk) end
  say(session, err)
  return status.FAILED
end

-- The same; on a terminal Ctrl-C ends it.
local function take_interruptible(session, text)
  if not session.editor then return take(session, text) end
  local ok, outcome, err = pcall(session.terminal.interruptible, function()
    return take(session, text)
  end)
  if ok then return outcome, err end
  say(session, outcome)
  return status.FAILED
end

-- --------------------------------------------------------------------- reading

-- Takes a line, together with those before it that were not complete.
local function read_and_run(session, line)
  local outcome, err = take_interruptible(session, session.pending .. line)
  if outcome then
    session.pending = ""
    return outcome
  end
  session.pending, session.why = session.pending .. line .. "\n", err
end

local function give_up(session)
  session.pending = ""
end

-- An empty line drops an input that is not complete, unless more lines were pasted with it.
local function is_enough(session, line)
  return session.pending ~= "" and not line:find("%S") and not session.terminal.has_input()
end

local function greet()
  print(words(GREETING, lark.version, _VERSION))
end

local function converse(session)
  local terminal = session.terminal
  local kept = history.open(history.path(), terminal.private_file)
  terminal.speak_utf8()
  session.editor = terminal.line_editor(completer(session))
  for _, line in ipairs(kept.lines) do session.editor:remember(line) end
  greet()
  while true do
    local line = session.editor:read(session.pending == "" and PROMPT or MORE)
    if line == nil then break end
    if line and kept:add(line) then session.editor:remember(line) end
    if not line then
      give_up(session)
    elseif is_enough(session, line) then
      say(session, session.why)
      give_up(session)
    else
      read_and_run(session, line)
    end
    io.stdout:flush()
  end
  session.editor:close()
  return status.DONE
end

local function read_all(session)
  local worst = status.DONE
  for line in io.lines() do
    local outcome = read_and_run(session, line)
    if outcome and outcome ~= status.DONE then worst = outcome end
  end
  if session.pending ~= "" then
    say(session, session.why)
    worst = status.FAILED
  end
  return worst
end

function M.run(terminal, given)
  if #given.rest > 0 then return status.usage("repl", words "repl takes no arguments") end
  local defined, code = definitions.install("repl", given.options)
  if not defined then return code end
  require("lualark.options.log").install(given.options)
  local colour = output.colour(terminal, {})
  local session = {
    terminal = terminal, pending = "",
    how = { colour = colour, width = output.width(terminal, {}) },
    paints = colour and terminal.is_terminal(2),
  }
  set_globals(session)
  if terminal.is_terminal(0) and terminal.is_terminal(1) then return converse(session) end
  return read_all(session)
end

return M
