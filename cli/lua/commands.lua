-- SPDX-License-Identifier: MIT

--- The commands: files in commands/.
local option = require "lualark.options"

local M = {}

--- Their names, in the order of the help.
M.NAMES = {
  "run", "listen", "call", "download", "schema", "repl", "doctor", "explain", "drift", "store",
  "queue", "events", "journal", "recording", "help",
}

-- Commands for programs, not for people: found, but not shown.
local HIDDEN = { "complete" }

-- The help takes these besides each command's own options.
local EVERYWHERE = { option.lang, option.help }

local has_everywhere = {}

local function load(name)
  local command = require("lualark.commands." .. name)
  if not has_everywhere[command] and command.summary then
    has_everywhere[command] = true
    table.move(EVERYWHERE, 1, #EVERYWHERE, #command.options + 1, command.options)
  end
  return command
end

--- Those of the help, in its order.
--- @return lualark.command[]
function M.all()
  local all = {}
  for i, name in ipairs(M.NAMES) do all[i] = load(name) end
  return all
end

--- The command of this name; nil if there is none.
--- @param word? string
--- @return lualark.command?
function M.find(word)
  for _, names in ipairs { M.NAMES, HIDDEN } do
    for _, name in ipairs(names) do
      if name == word then return load(name) end
    end
  end
end

return M
