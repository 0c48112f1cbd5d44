-- SPDX-License-Identifier: MIT

--- Writes the completion of lark-simulator for a shell, from the data that `--help` shows.
--- That of lualark asks the program: see cli/completion/.
---
---     lua5.4 tools/completion.lua bash|zsh|fish OUT
package.path = (arg[0]:match "^(.*)/" or ".") .. "/?.lua;" .. package.path
local data = require "command_line"

local shell, out_path = table.unpack(arg)

local PROGRAM = "lark-simulator"

-- Quotes a text for any of the shells.
local function quote(text)
  return "'" .. text:gsub("'", "'\\''") .. "'"
end

-- The values of an option: a list of words, "files", or nil where they are free.
local function values_of(option)
  local argument = option.argument or ""
  if argument == "FILE" or argument == "CERT,KEY" then return "files" end
  if not argument:find "|" then return nil end
  local words = {}
  for word in argument:gmatch "[^|]+" do words[#words + 1] = word end
  return words
end

local function help_of(option)
  return (option.help:gsub("\n", " "))
end

-- One line for each option, as `write` makes them.
local function each(write)
  local lines = {}
  for _, option in ipairs(data.simulator_options()) do
    lines[#lines + 1] = write(option, values_of(option))
  end
  return lines
end

local WRITERS = {}

-- Completes an option's value in bash.
local function bash_values(values)
  if not values then return ":" end
  if values == "files" then
    return 'mapfile -t COMPREPLY < <(compgen -f -- "$word")\n      compopt -o filenames'
  end
  return ('mapfile -t COMPREPLY < <(compgen -W %s -- "$word")')
    :format(quote(table.concat(values, " ")))
end

function WRITERS.bash()
  local names = each(function(option) return "--" .. option.name end)
  local cases = each(function(option, values)
    return option.argument and ("    --%s)\n      %s\n      return ;;")
      :format(option.name, bash_values(values)) or nil
  end)
  return ([=[
_lark_simulator() {
  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]}
  # --name=value is three words to bash.
  [[ $word != = ]] || word=
  [[ $before != = ]] || before=${COMP_WORDS[COMP_CWORD - 2]}
  COMPREPLY=()
  case $before in
%s
  esac
  mapfile -t COMPREPLY < <(compgen -W %s -- "$word")
}

complete -F _lark_simulator %s
]=]):format(table.concat(cases, "\n"), quote(table.concat(names, " ")), PROGRAM)
end

function WRITERS.zsh()
  -- Each as NAME[HELP]:MESSAGE:ACTION; a colon or bracket in the help would end it.
  local specs = each(function(option, values)
    local help = help_of(option):gsub("[%[%]:\\]", "\\%0")
    local repeats = option.name == "fault" and "*" or ""
    if not option.argument then return quote(("%s--%s[%s]"):format(repeats, option.name, help)) end
    local action = values == "files" and "_files"
      or values and "(" .. table.concat(values, " ") .. ")" or ""
    return quote(("%s--%s=[%s]:%s:%s"):format(repeats, option.name, help, option.argument, action))
  end)
  return ("#compdef %s\n_arguments \\\n  %s\n"):format(PROGRAM, table.concat(specs, " \\\n  "))
end

function WRITERS.fish()
  return ("complete -c %s -f\n"):format(PROGRAM) .. table.concat(each(function(option, values)
    local takes = not option.argument and ""
      or values == "files" and " -r -F"
      or " -x" .. (values and " -a " .. quote(table.concat(values, " ")) or "")
    return ("complete -c %s -l %s%s -d %s"):format(PROGRAM, option.name, takes,
      quote(help_of(option)))
  end), "\n") .. "\n"
end

local HEAD = "# Made by tools/completion.lua from the data that --help shows.\n"

local text = assert(WRITERS[shell], "bash, zsh or fish")()
-- zsh wants #compdef in the first line.
local first, rest = text:match "^(#compdef[^\n]*\n)(.*)$"
local out = assert(io.open(out_path, "wb"))
assert(out:write(first or "", HEAD, rest or text))
assert(out:close())
