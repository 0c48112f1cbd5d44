-- SPDX-License-Identifier: MIT

--- The limits of a script: --memory, --time, --instructions, --print-limit.
local amount = require "lualark.options.amount"
local words = require "lualark.words"

local M = {}

-- In the order in which they are checked.
local NAMES = { "memory", "time", "instructions", "print-limit" }

local LIMITS = {
  memory = { units = amount.BYTES, most = 2 ^ 40, example = "64M" },
  time = { units = amount.MILLISECONDS, most = 2 ^ 31, example = "5s or 500ms" },
  ["print-limit"] = { units = amount.BYTES, most = 2 ^ 32 - 1, example = "64K" },
  instructions = { units = { [""] = 1 }, most = 2 ^ 53, example = "10000000" },
}

--- The limits that the options set, as numbers by name; nil and what is wrong.
--- @return table<string, integer>?
--- @return string?
function M.read(options)
  local found = {}
  for _, name in ipairs(NAMES) do
    local limit = LIMITS[name]
    local text = options[name]
    local value = text and amount.read(text, limit.units, limit.most)
    if text and not value then
      return nil, words("--%s %s: a limit reads like %s", name, text, words(limit.example))
    end
    found[name] = value
  end
  return found
end

return M
