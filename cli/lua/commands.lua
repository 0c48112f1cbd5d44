-- SPDX-License-Identifier: MIT

--- The commands: files in commands/.
local M = {}

--- Their names, in the order of the help.
M.NAMES = { "run", "call", "schema", "repl", "doctor", "explain", "drift", "store", "queue" }

-- Commands for programs, not for people: found, but not shown.
local HIDDEN = { "complete" }

local function load(name)
  return require("lualark.commands." .. name)
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
