-- SPDX-License-Identifier: MIT

--- Picks the command that the command line names.
---
--- @class lualark.command
--- @field name string
--- @field arguments? string        what follows the name, as the help shows it
--- @field summary? string          one line; nil: the help leaves the command out
--- @field about string             the help, before the options
--- @field options lualark.option[]
--- @field operands table           the kinds of what is no option, in their order, and of
---                                 the `rest`: "file", "endpoint", "parameter"; for the
---                                 shells' completion
--- @field notes? string            the help, after the options
--- @field options_first? boolean   all behind the first argument is no option of ours
--- @field run fun(terminal: table, given: table): integer  returns the exit status
local commands = require "lualark.commands"
local language = require "lualark.language"
local option = require "lualark.options"
local status = require "lualark.status"
local words = require "lualark.words"

-- The options that need no command.
local GENERAL = {
  options = { option.help, option.version, option.lang }, options_first = true,
}

local function show(text)
  io.stdout:write(text)
  return status.DONE
end

local function refuse(word)
  local names = {}
  for _, command in ipairs(commands.all()) do names[#names + 1] = command.name end
  local near = require("lark").suggest(word, names)
  return status.usage(nil, near and words("there is no command %s: did you mean %s?", word, near)
    or words("there is no command %s", word))
end

local function run_without_command(given)
  if given.options.version then return show("lualark " .. require("lark").version .. "\n") end
  if given.options.help then return show(require("lualark.help").overview(commands.all())) end
  local word = given.rest[1]
  if word then return refuse(word) end
  return status.usage(nil, words "which command?")
end

-- Options of clients go by the environment, since a script opens its own.
local function set_variables(terminal, command, options)
  for _, one in ipairs(command.options) do
    local value = one.variable and options[one.name]
    if value then terminal.set_variable(one.variable, value == true and "1" or value) end
  end
end

-- Reads the command line by the options of a command, or the general ones; takes the language
-- that it names. Returns nil and the exit status where it makes no sense.
local function read(terminal, command, before)
  local given = terminal.parse(command.options, command.options_first, before)
  local lang, wrong = given.options.lang, nil
  if lang and not language.choose(terminal, lang) then
    wrong = words("--lang %s: the languages are en and zh", lang)
  end
  if given.mistake then wrong = require "lualark.options.mistake"(command.options, given) end
  if wrong then return nil, status.usage(command.name, wrong) end
  return given
end

-- Reads the options before the command. Returns the word that names it, and how many words
-- come before that; nil and the exit status where there is nothing left to do.
local function read_general(terminal, word)
  if commands.find(word) then return word, 0 end
  local given, code = read(terminal, GENERAL)
  if not given then return nil, code end
  word = given.rest[1]
  if given.options.version or given.options.help or not commands.find(word) then
    return nil, run_without_command(given)
  end
  return word, given.before
end

--- @param terminal table  what the program can do besides Lua: src/start/main.c
--- @param word? string    the first of the command line
--- @return integer status
return function(terminal, word)
  language.take_from_environment(terminal)
  local before
  word, before = read_general(terminal, word)
  if not word then return before end
  local command = commands.find(word)
  local given, code = read(terminal, command, before + 1)
  if not given then return code end
  if given.options.help then return show(require("lualark.help").of(command)) end
  set_variables(terminal, command, given.options)
  return command.run(terminal, given)
end
