-- SPDX-License-Identifier: MIT

--- The options that choose rows and columns: --columns, --where, --sort, --limit.
local words = require "lualark.words"
local M = {}

-- The words of "a,b"; nil if one is empty.
local function words_of(text)
  local found = {}
  for word in (text .. ","):gmatch "([^,]*)," do
    if word == "" or word == "-" then return nil end
    found[#found + 1] = word
  end
  return found
end

local function conditions_of(texts)
  local conditions = {}
  for i, text in ipairs(texts) do
    local key, value = text:match "^([^=]+)=(.*)$"
    if not key then return nil, text end
    conditions[i] = { key = key, value = value }
  end
  return conditions
end

--- Reads them. Returns what lark.render takes as `choose`, nil where none is given; or false
--- and what is wrong.
--- @param options table  of the command line
--- @return lark.render.choice|false|nil
--- @return string? wrong
function M.read(options)
  local choice, any = {}, false
  for _, name in ipairs { "columns", "sort" } do
    if options[name] then
      choice[name], any = words_of(options[name]), true
      if not choice[name] then
        return false, words("--%s %s: keys with commas between them", name, options[name])
      end
    end
  end
  if options.where then
    local bad
    choice.where, bad = conditions_of(options.where)
    if not choice.where then return false, words("--where %s: it is KEY=VALUE", bad) end
    any = true
  end
  if options.limit then
    choice.limit = options.limit:find "^%d+$" and math.tointeger(tonumber(options.limit))
    if not choice.limit then
      return false, words("--limit %s: a number of rows", options.limit)
    end
    any = true
  end
  return any and choice or nil
end

--- The keys that a choice names, each with its option.
--- @param choice lark.render.choice
--- @return { key: string, option: string }[]
function M.keys(choice)
  local keys = {}
  local function add(key, option) keys[#keys + 1] = { key = key, option = "--" .. option } end
  for _, key in ipairs(choice.columns or {}) do add(key, "columns") end
  for _, wanted in ipairs(choice.where or {}) do add(wanted.key, "where") end
  for _, key in ipairs(choice.sort or {}) do add((key:gsub("^%-", "")), "sort") end
  return keys
end

return M
