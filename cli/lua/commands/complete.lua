-- SPDX-License-Identifier: MIT

--- lualark complete: what could stand at the end of a command line. The shells'
--- completion (cli/completion/) calls it with the words behind the program's name; the
--- last one may be incomplete or empty.
---
--- A line of its output is a candidate, a tab, and what it means. The line "\tfiles" asks
--- the shell for names of files.
local commands = require "lualark.commands"
local option = require "lualark.options"
local status = require "lualark.status"

local M = {
  name = "complete",
  arguments = "WORD...",
  about = [[
Prints what could stand in place of the last word, for the completion of shells.
]],
  options = { option.help },
  operands = {},
  options_first = true,
}

local GENERAL = { options = { option.help, option.version, option.lang } }

-- A place is where the last word stands: the command, how many operands precede it, the
-- option whose value it is, and whether it may be an option.

-- The option that a word names, whole or abbreviated without doubt.
local function find_option(command, word)
  local name, found = word:match "^%-%-([^=]+)", nil
  for _, one in ipairs(command.options) do
    if one.name == name then return one end
    if name and one.name:sub(1, #name) == name then
      if found then return nil end
      found = one
    end
  end
  return found
end

-- Reads the words before the last one.
local function place_of(command, words)
  local place = { command = command, operands = {}, may_be_option = true }
  for i = 2, #words - 1 do
    local word = words[i]
    local declared = place.may_be_option and find_option(command, word)
    if place.value_of then
      place.value_of = nil
    elseif place.may_be_option and word == "--" then
      place.may_be_option = false
    elseif place.may_be_option and word:match "^%-" then
      place.value_of = declared and declared.argument and not word:find "=" and declared or nil
    else
      place.operands[#place.operands + 1] = word
      place.may_be_option = place.may_be_option and not command.options_first
    end
  end
  return place
end

-- ------------------------------------------------------------------- candidates

-- Prints a candidate if it begins with the word.
local function offer(word, candidate, meaning)
  if candidate:sub(1, #word) ~= word then return end
  local line = (meaning or ""):match "^[^\n\t]*"
  io.stdout:write(candidate, "\t", line, "\n")
end

local function offer_files()
  io.stdout:write "\tfiles\n"
end

local function offer_options(command, word)
  for _, one in ipairs(command.options) do
    local meaning = one.help or one.name == "help" and "more about it" or nil
    offer(word, "--" .. one.name, meaning)
  end
end

-- `before` is what stands before the value in its word, such as "--format=".
local function offer_values(declared, word, before)
  if declared.argument == "FILE" then return offer_files() end
  for _, value in ipairs(declared.values or {}) do offer(word, before .. value) end
end

local OPERANDS = { file = offer_files }

-- Offers names of the catalog; those of endpoints by default.
local function offer_names(word, names)
  local lark = require "lark"
  for _, name in ipairs(require("lualark.catalog.endpoint").beginning(word, names)) do
    offer(word, name, lark.schema(name).doc)
  end
end

function OPERANDS.endpoint(_, word) offer_names(word) end

function OPERANDS.described(_, word)
  offer_names(word)
  offer_names(word, require("lark").events.types())
end

local function offer_parameter_values(param, word)
  local before = param.name .. "="
  if param.type == "boolean" then
    for _, value in ipairs { "true", "false" } do offer(word, before .. value) end
  end
  for _, choice in ipairs(param.enum or {}) do
    offer(word, before .. tostring(choice.value), choice.en)
  end
end

-- Whether one of the words gives the parameter.
local function is_given(param, words)
  for _, word in ipairs(words) do
    if word:match "^([%w_]+):?=" == param.name then return true end
  end
  return false
end

function OPERANDS.parameter(place, word)
  local schema = require("lark").schema(place.operands[1])
  for _, param in ipairs(schema and schema.params or {}) do
    if word:sub(1, #param.name + 1) == param.name .. "=" then
      offer_parameter_values(param, word)
    elseif not is_given(param, place.operands) then
      offer(word, param.name .. "=", (param.required and "required: " or "") .. (param.doc or ""))
    end
  end
end

function OPERANDS.topic(_, word)
  for _, topic in ipairs(require "lualark.topics") do offer(word, topic.name, topic.summary) end
  for _, command in ipairs(commands.all()) do offer(word, command.name, command.summary) end
end

local function offer_operand(place, word)
  local kinds = place.command.operands or {}
  local kind = kinds[#place.operands + 1] or kinds.rest
  if kind then OPERANDS[kind](place, word) end
end

local function offer_commands(word)
  for _, command in ipairs(commands.all()) do offer(word, command.name, command.summary) end
end

local function complete(place, word)
  local declared = place.may_be_option and word:find "=" and find_option(place.command, word)
  if place.value_of then
    offer_values(place.value_of, word, "")
  elseif declared then
    offer_values(declared, word, word:match "^[^=]*=")
  elseif place.may_be_option and word:match "^%-" then
    offer_options(place.command, word)
  else
    offer_operand(place, word)
  end
end

function M.run(_, given)
  local words = given.rest
  local word = words[#words] or ""
  local command = commands.find(words[1])
  if #words >= 2 then
    if command then complete(place_of(command, words), word) end
  elseif word:match "^%-" then
    offer_options(GENERAL, word)
  else
    offer_commands(word)
  end
  return status.DONE
end

return M
