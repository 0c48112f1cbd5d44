-- SPDX-License-Identifier: MIT

--- Picks the command that the command line names.
---
--- @class lualark.command
--- @field name string
--- @field arguments? string        what follows the name, as the help shows it
--- @field summary string           one line
--- @field about string             the help, before the options
--- @field options lualark.option[]
--- @field notes? string            the help, after the options
--- @field options_first? boolean   all behind the first argument is no option of ours
--- @field run fun(terminal: table, given: table): integer  returns the exit status
local option = require "lualark.options"
local status = require "lualark.status"

-- Each is a file in commands/, in the order of the help.
local COMMANDS = { "run", "call", "schema", "repl", "doctor", "explain" }

-- The options that need no command.
local GENERAL = { options = { option.help, { name = "version" } }, options_first = true }

local function load(name)
  return require("lualark.commands." .. name)
end

local function find(word)
  for _, name in ipairs(COMMANDS) do
    if name == word then return load(name) end
  end
end

local function show(text)
  io.stdout:write(text)
  return status.DONE
end

local function overview()
  local all = {}
  for i, name in ipairs(COMMANDS) do all[i] = load(name) end
  return require("lualark.help").overview(all)
end

local function run_without_command(given)
  if given.options.version then return show("lualark " .. require("lark").version .. "\n") end
  if given.options.help then return show(overview()) end
  local word = given.rest[1]
  return status.usage(nil, word and ("there is no command " .. word) or "which command?")
end

--- @param terminal table  what the program can do besides Lua: src/start/main.c
--- @param word? string    the first of the command line
--- @return integer status
return function(terminal, word)
  local command = find(word)
  local read = command or GENERAL
  local given = terminal.parse(read.options, read.options_first, command ~= nil)
  if not given then return status.try(command and command.name) end
  if not command then return run_without_command(given) end
  if given.options.help then return show(require("lualark.help").of(command)) end
  return command.run(terminal, given)
end
