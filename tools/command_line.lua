-- SPDX-License-Identifier: MIT

--- Reads the options of our programs from the data that the programs themselves read.
local M = {}

local tools = arg[0]:match "^(.*)/[^/]*$" or "."

--- The commands of `lualark`, from cli/lua. Only their data are used: the module `lark`,
--- which their functions would need, is not there.
--- @return lualark.command[]
function M.commands()
  package.path = tools .. "/../cli/lua/?.lua;" .. tools .. "/../scripts/?.lua;" .. package.path
  table.insert(package.searchers, 1, function(name)
    if name == "lark" then
      return function() return setmetatable({}, { __index = function() return {} end }) end
    end
    local own = name:match "^lualark%.(.*)$"
    if not own then return nil end
    return assert(loadfile(("%s/../cli/lua/%s.lua"):format(tools, (own:gsub("%.", "/")))))
  end)
  return require("lualark.commands").all()
end

--- The topics of `lualark help`, after commands().
--- @return { name: string, summary: string }[]
function M.topics() return require "lualark.topics" end

--- The options of `lark-simulator`, from its options.def: a C file whose calls are Lua, too.
--- @return lualark.option[]
function M.simulator_options()
  local options = {}
  local env = { OPTION = function(name, argument, help)
    options[#options + 1] = { name = name, argument = argument, help = help }
  end }
  local file <close> = assert(io.open(tools .. "/../simulator/src/command/options.def"))
  local text = file:read("a"):gsub("//[^\n]*", "")
  assert(load(text, "=options.def", "t", env))()
  return options
end

return M
