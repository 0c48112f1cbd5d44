-- SPDX-License-Identifier: MIT

--- Runs programs the way a shell does.
local patience = require "support.patience"

local M = {}

--- Quotes a word for the shell.
function M.quote(word)
  return "'" .. tostring(word):gsub("'", "'\\''") .. "'"
end

--- Quotes and joins words.
function M.command(words)
  local quoted = {}
  for i, word in ipairs(words) do quoted[i] = M.quote(word) end
  return table.concat(quoted, " ")
end

local function slurp(path)
  local file = assert(io.open(path, "rb"))
  local text = file:read("a")
  file:close()
  os.remove(path)
  return text
end

--- Words for the shell that set the environment of a program.
function M.environment(variables)
  -- Only the interpreter of the specs needs the preloaded sanitizer.
  local words = { "env", "-u", "LD_PRELOAD" }
  local set = {}
  for name, value in pairs(variables or {}) do
    if value then
      set[#set + 1] = name .. "=" .. value
    else
      table.move({ "-u", name }, 1, 2, #words + 1, words)
    end
  end
  -- env takes its options before the variables.
  return M.command(table.move(set, 1, #set, #words + 1, words))
end

--- Runs a program to its end, for at most 60 seconds, or `seconds`, and longer where the machine
--- is emulated.
--- @param words string[]   the program and its arguments
--- @param options? { env?: table, input?: string, seconds?: integer }  `false` unsets a
---   variable
--- @return { status: integer, out: string, err: string }
function M.run(words, options)
  options = options or {}
  local out, err, input = os.tmpname(), os.tmpname(), "/dev/null"
  if options.input then
    input = os.tmpname()
    local file = assert(io.open(input, "wb"))
    file:write(options.input)
    file:close()
  end
  local line = ("%s timeout %d %s >%s 2>%s <%s"):format(M.environment(options.env),
    (options.seconds or 60) * patience, M.command(words), out, err, input)
  local _, how, code = os.execute(line)
  if options.input then os.remove(input) end
  return {
    status = how == "exit" and code or 128 + code,
    out = slurp(out),
    err = slurp(err),
  }
end

--- Starts a program in the background; `finish` waits for its end.
--- @return { pid: integer, signal: function, await: function, finish: function }
function M.start(words, options)
  local out, err = os.tmpname(), os.tmpname()
  -- `exec` gives the program the shell's process id. It also gets the signals that a
  -- background shell would make it ignore.
  local line = ("echo $$; exec %s env --default-signal=INT,TERM,HUP %s >%s 2>%s </dev/null")
    :format(M.environment((options or {}).env), M.command(words), out, err)
  local pipe = assert(io.popen(line, "r"))
  local started = { pid = assert(tonumber(pipe:read("l"))) }
  function started.signal(name)
    os.execute(("kill -%s %d"):format(name, started.pid))
  end
  --- Waits until it has written a text to stderr, for at most twenty seconds.
  function started.await(text)
    for _ = 1, 1000 * patience do
      local file <close> = assert(io.open(err))
      if file:read("a"):find(text, 1, true) then return end
      os.execute "sleep 0.02"
    end
    error(text .. " was not written")
  end
  --- Returns what it has written to stderr so far.
  function started.so_far()
    local file <close> = assert(io.open(err))
    return file:read "a"
  end
  function started.finish()
    local _, how, code = pipe:close()
    return { status = how == "exit" and code or 128 + code, out = slurp(out), err = slurp(err) }
  end
  return started
end

--- The words that start the Lua that runs the specs, with the sanitizer it needs.
function M.interpreter()
  local preloaded = "LD_PRELOAD=" .. (os.getenv "LD_PRELOAD" or "")
  return "env", preloaded, os.getenv "LARK_LUA" or "lua5.4"
end

--- Runs a script in another process of the Lua that runs the specs.
--- @param text string
--- @param env? table  as `options.env` of run()
function M.lua(text, env)
  local words = { M.interpreter() }
  table.move({ "-e", text }, 1, 2, #words + 1, words)
  return M.run(words, { env = env })
end

return M
