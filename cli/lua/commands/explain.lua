-- SPDX-License-Identifier: MIT

--- lualark explain: shows what an error code of the platform means, offline.
local lark = require "lark"
local definitions = require "lualark.options.definitions"
local language = require "lualark.language"
local option = require "lualark.options"
local status = require "lualark.status"
local words = require "lualark.words"

local M = {
  name = "explain",
  arguments = "CODE...",
  operands = {},
  summary = "what an error code means and what to do, offline",
  about = [[
Shows what an error code of the platform means, what Lualark does about it by itself,
and what is left to you. Nothing is sent.
]],
  options = { option.define },
}

local REACTIONS = {
  ["fail"] = "hands the error to the caller",
  ["renew token"] = "fetches a new token and sends the call once more",
  ["renew app token"] = "fetches new app and tenant tokens and sends the call once more",
  ["renew ticket"] = "asks for a new app_ticket and sends the call once more",
  ["hold"] = "holds the endpoint for the time the server names, then sends the call again",
  ["repeat"] = "repeats calls that are safe to repeat, with backoff",
}

local MOST_NAMES = 12

-- The names as text, the first ones where there are many.
local function some(names)
  if #names <= MOST_NAMES then return table.concat(names, words ", ") end
  return words("%s and %d more", table.concat(names, words ", ", 1, MOST_NAMES),
    #names - MOST_NAMES)
end

local function explain(code)
  local known = lark.explain(code)
  if not known then
    status.say(words("%d is not a code that lualark knows; look it up on open.feishu.cn", code))
    return false
  end
  local lines = {
    words("%d  %s (kind %s)", code, language.text(known, "meaning"), known.kind),
    words("  Lualark  %s", words(REACTIONS[known.reaction])),
    words("  you      %s", language.text(known, "hint")),
  }
  if #known.endpoints > 0 then
    lines[#lines + 1] = words("  documented for %s", some(known.endpoints))
  end
  io.stdout:write(table.concat(lines, "\n"), "\n")
  return true
end

function M.run(_, given)
  if #given.rest == 0 then return status.usage("explain", words "which code?") end
  local defined, failed = definitions.install("explain", given.options)
  if not defined then return failed end
  local all_known = true
  for _, word in ipairs(given.rest) do
    local code = word:match("^%d+$") and math.tointeger(tonumber(word))
    if not code then return status.usage("explain", words("%q is no code", word)) end
    all_known = explain(code) and all_known
  end
  return all_known and status.DONE or status.FAILED
end

return M
