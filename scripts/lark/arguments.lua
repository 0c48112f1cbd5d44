-- SPDX-License-Identifier: MIT

--- A report's command line: options with defaults, and the other arguments.
---
---     local given, err = arguments.read({ ... }, { days = 30, lang = { "en", "zh" } })
---     if not given then return nil, err end
---     if given.help then return USAGE end
---     print(given.days, given[1])
---
--- Errors are returned. Other argument libraries print them and end the program, but a
--- script in a sandbox or in a host has no program to end.
local lark = require "lark"
local zone = require "lark.zone"

local M = {}

local function wrong(message, ...)
  return nil, lark.error {
    kind = "param", msg = message:format(...), hint = "--help lists the options.",
    retryable = false,
  }
end

-- Reads the value of an option by the type of its default; an integer for an integer.
local READ = {
  number = function(text, default)
    local number = tonumber(text)
    if math.type(default) == "integer" then return number and math.tointeger(number) end
    return number
  end,
  string = function(text) return text end,
}

-- Options that mean the same in every report.
local CHECKS = {
  zone = function(name) return select(2, zone.find(name)) end,
  on = function(day) return select(2, zone.day(day, "UTC")) end,
}

-- "--days=7" as "days", "7"; nil for a word that is no option.
local function split(word)
  local name, value = word:match "^%-%-([%w-]+)=(.*)$"
  name = name or word:match "^%-%-([%w-]+)$"
  return name and name:gsub("-", "_"), value
end

local function choice(name, value, choices)
  for _, one in ipairs(choices) do
    if value == one then return value end
  end
  return wrong("--%s is one of %s", name, table.concat(choices, ", "))
end

local function option(given, words, at, defaults)
  local name, value = split(words[at])
  local default = defaults[name]
  if default == nil then return wrong("there is no option %s", words[at]) end
  if default == false then
    if value then return wrong("--%s takes no value", name) end
    given[name] = true
    return at
  end
  if not value then
    at = at + 1
    value = words[at]
  end
  if not value then return wrong("--%s needs a value", name) end
  local read, err
  if type(default) == "table" then
    read, err = choice(name, value, default)
  else
    read = READ[type(default)](value, default)
  end
  if read == nil then
    return nil, err or select(2, wrong("--%s needs a %s", name,
      math.type(default) == "integer" and "whole number" or "number"))
  end
  local why = CHECKS[name] and CHECKS[name](read)
  if why then return wrong("--%s: %s", name, why) end
  given[name] = read
  return at
end

--- Reads the words after a script's name. The default tells what an option takes: `false`
--- nothing (a switch), a number a number, a string a text, and a list one of its texts,
--- the first being the default. An option `zone` takes a time zone, `on` a day or "now".
--- `--help` and `-h` always exist. Words after `--` are no options.
--- @param words string[]
--- @param defaults? table<string, boolean|number|string|string[]>
--- @return table? given  the options by name (`-` becomes `_`), the other words as a list
--- @return lark.error? err
function M.read(words, defaults)
  local given, known = { help = false }, { help = false }
  for name, default in pairs(defaults or {}) do
    known[name] = default
    given[name] = type(default) == "table" and default[1] or default
  end
  local at = 1
  while at <= #words do
    if words[at] == "--" then
      table.move(words, at + 1, #words, #given + 1, given)
      break
    elseif words[at] == "-h" then
      given.help = true
    elseif split(words[at]) then
      local last, err = option(given, words, at, known)
      if not last then return nil, err end
      at = last
    else
      given[#given + 1] = words[at]
    end
    at = at + 1
  end
  return given
end

--- The path of a file in the script's folder.
--- @param name string
--- @return string
function M.beside(name)
  local folder = arg and arg[0] and arg[0]:match "^(.*/)" or ""
  return folder .. name
end

return M
