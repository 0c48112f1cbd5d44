-- SPDX-License-Identifier: MIT

--- lualark help: shows the short pages of the documents, and the help of commands.
local commands = require "lualark.commands"
local language = require "lualark.language"
local status = require "lualark.status"
local topics = require "lualark.topics"
local words = require "lualark.words"

local M = {
  name = "help",
  arguments = "[TOPIC]",
  operands = { "topic" },
  summary = "shows a page: a topic, or a command's help",
  about = [[
Shows a page of the documents. Without TOPIC it lists the topics. A command's name shows
the command's help.
]],
  options = {},
}

-- Lines that are longer are hard to read.
local WIDEST, USUAL = 100, 84

local function show(terminal, text)
  local to = require("lualark.output.pager").new(terminal, "md") or io.stdout
  to:write(text)
  if to ~= io.stdout then to:finish() end
  return status.DONE
end

local function page(terminal, topic)
  local texts = require "lualark.pages"[topic]
  local cells = terminal.is_terminal(1) and terminal.width() or USUAL
  return show(terminal, require("lualark.markdown").text(texts[language.current()] or texts.en,
    math.min(cells, WIDEST)))
end

local function refuse(word)
  local names = {}
  for _, topic in ipairs(topics) do names[#names + 1] = topic.name end
  table.move(commands.NAMES, 1, #commands.NAMES, #names + 1, names)
  local near = require("lark").suggest(word, names)
  return status.usage("help", near and words("there is no topic %s: did you mean %s?", word, near)
    or words("there is no topic %s; `lualark help` lists them", word))
end

function M.run(terminal, given)
  local word = given.rest[1]
  if given.rest[2] then return status.usage("help", words "which topic? One") end
  if not word then
    io.stdout:write(require("lualark.help").topics(topics))
    return status.DONE
  end
  for _, topic in ipairs(topics) do
    if topic.name == word then return page(terminal, word) end
  end
  local command = commands.find(word)
  if command and command.summary then return show(terminal, require("lualark.help").of(command)) end
  return refuse(word)
end

return M
