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
local locale = require "lark.locale"
local say = require "lark.say"
local zone = require "lark.zone"

local M = {}

local function wrong(message, ...)
  return nil, lark.error {
    kind = "param", msg = say(message, ...), hint = say "--help lists the options.",
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

-- "zh-CN" and "zh_CN" are Chinese, too.
local function is_of_language(value, choice) return value:match "^(%a+)[-_.@]" == choice end

local function choice(name, value, choices)
  for _, one in ipairs(choices) do
    if value == one or name == "lang" and is_of_language(value, one) then return one end
  end
  return wrong("--%s is one of %s", name, table.concat(choices, say ", "))
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
    if err then return nil, err end
    if math.type(default) == "integer" then return wrong("--%s needs a whole number", name) end
    return wrong("--%s needs a number", name)
  end
  local why = CHECKS[name] and CHECKS[name](read)
  if why then return wrong("--%s: %s", name, why) end
  given[name] = read
  return at
end

-- Whether an option is the language of a report. A list that begins with another language has
-- that one as its default.
local function follows_process(name, default)
  return name == "lang" and type(default) == "table" and default[1] == locale.languages[1]
end

--- Reads the words after a script's name. The default tells what an option takes: `false`
--- nothing (a switch), a number a number, a string a text, and a list one of its texts,
--- the first being the default. An option `zone` takes a time zone, `on` a day or "now".
--- `--help` and `-h` always exist. Words after `--` are no options.
---
--- An option `lang` with `report.languages` has no default: it is nil unless it was given, and
--- `report.new`, `report.named` and others then take the language that is set for the process.
--- @param words string[]
--- @param defaults? table<string, boolean|number|string|string[]>
--- @return table? given  the options by name (`-` becomes `_`), the other words as a list
--- @return lark.error? err
function M.read(words, defaults)
  local given, known = { help = false }, { help = false }
  for name, default in pairs(defaults or {}) do
    known[name] = default
    if not follows_process(name, default) then
      given[name] = type(default) == "table" and default[1] or default
    end
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
