-- SPDX-License-Identifier: MIT

--- Commands that show what a file keeps: `lualark events`, `journal` and `recording`.
local lark = require "lark"
local amount = require "lualark.options.amount"
local option = require "lualark.options"
local output = require "lualark.output"
local status = require "lualark.status"
local words = require "lualark.words"

local M = {}

--- Options of these commands, behind those of their own.
M.options = {
  { name = "zone", argument = "ZONE", help = "the time zone of dates; the machine's" },
  option.rendered "table",
  option.output,
  option.columns,
  option.where,
  option.sort,
  option.limit,
  option.vertical,
}

local function is_there(path)
  local file <close> = io.open(path, "rb")
  return file ~= nil
end

--- @class lualark.kept
--- @field path string
--- @field age_ms? integer  of --max-age
--- @field format string
--- @field choice? table

-- Reads the options; nil and what is wrong.
local function read_options(options)
  local asked = {}
  local wrong
  if options["max-age"] then
    asked.age_ms, wrong = amount.age(options["max-age"])
    if not asked.age_ms then return nil, wrong end
  end
  asked.format, wrong = output.format(options, "table")
  if not asked.format then return nil, wrong end
  local choice
  choice, wrong = require("lualark.options.choice").read(options)
  if wrong then return nil, wrong end
  asked.choice = choice or nil
  return asked
end

--- Reads what is asked for; nil and the exit status, after saying why.
--- @param command string  its name
--- @param which string    says that one file is wanted
--- @return lualark.kept?, integer?
function M.read(command, which, given)
  if #given.rest ~= 1 then return nil, status.usage(command, which) end
  local asked, wrong = read_options(given.options)
  if not asked then return nil, status.usage(command, wrong) end
  asked.path = given.rest[1]
  if is_there(asked.path) then return asked end
  status.say(words("%s: there is no such file", asked.path))
  return nil, status.FAILED
end

-- People get dates, and titles in the language that is spoken.
local function facts_of(columns, format, zone)
  if not output.is_for_people(format) then return nil end
  local facts = output.titles(format, columns.names, columns.values) or {}
  for _, key in ipairs(columns.times) do
    facts[key] = facts[key] or { key = key }
    facts[key].type, facts[key].zone = "time", zone
  end
  return facts
end

--- Shows rows; returns the exit status.
--- @param options table  of the command line
--- @param asked lualark.kept
--- @param rows table[]
--- @param columns { names: string[], times: string[], values?: table<string, string[]> }
function M.show(terminal, options, asked, rows, columns)
  return output.write(terminal, options, lark.array(rows), {
    format = asked.format, columns = not options.vertical and columns.names or nil,
    choose = asked.choice, facts = facts_of(columns, asked.format, options.zone),
  })
end

return M
