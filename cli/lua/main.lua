-- SPDX-License-Identifier: MIT

--- The command line's commands.
local lark = require "lark"
local status = require "lualark.status"

local usage = [[
Usage: lualark COMMAND [OPTION...] [ARGUMENT...]

  run SCRIPT.lua [ARG...]     run a script; what it returns is rendered
  call ENDPOINT key=value...  call one endpoint
  schema [ENDPOINT]           what exists, and how to call it
  repl                        try things out, with completion
  doctor [ENDPOINT...]        is the setup right? network, clock, token, scopes
  explain CODE                what an error code means and what to do, offline

  lualark COMMAND --help      more about a command
  lualark --version
]]

--- @param terminal table  { is_terminal = fn(fd), width = fn() }
--- @param given table     { command=, options=, rest= }
--- @return integer status
return function(terminal, given)
  if given.options.version then
    print("lualark " .. lark.version)
    return status.DONE
  end
  if not given.command then
    if given.options.help then
      io.stdout:write(usage)
      return status.DONE
    end
    local word = given.rest[1]
    return status.usage(nil, word and ("there is no command " .. word) or "which command?")
  end
  local command = require("lualark." .. given.command)
  if given.options.help then
    io.stdout:write(command.usage)
    return status.DONE
  end
  return command.run(terminal, given)
end
