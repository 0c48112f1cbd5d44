-- SPDX-License-Identifier: MIT

--- Writes `lualark COMMAND --help` from what the command declares.
local words = require "lualark.words"
local wrap = require "lualark.wrap"

local M = {}

local WIDTH, INDENT, GAP = 84, "  ", 3

-- Rows of a word and its explanation as two columns.
local function columns(rows)
  local widest, lines = 0, {}
  for _, row in ipairs(rows) do widest = math.max(widest, #row[1]) end
  local margin = INDENT .. (" "):rep(widest + GAP)
  for _, row in ipairs(rows) do
    local text = table.concat(wrap(row[2], WIDTH - #margin), "\n" .. margin)
    local gap = text ~= "" and (" "):rep(widest - #row[1] + GAP) or ""
    lines[#lines + 1] = INDENT .. row[1] .. gap .. text
  end
  return table.concat(lines, "\n") .. "\n"
end

local function option_rows(options)
  local rows = {}
  for _, option in ipairs(options) do
    local argument = option.argument and " " .. option.argument or ""
    if option.help then
      rows[#rows + 1] = { "--" .. option.name .. argument, words(option.help) }
    end
  end
  return rows
end

local function usage_line(command, has_options)
  local parts = { command.name, command.arguments }
  if has_options then
    table.insert(parts, command.options_first and 2 or #parts + 1, words "[OPTION...]")
  end
  return words("Usage: lualark %s", table.concat(parts, " ")) .. "\n"
end

-- A text of paragraphs in the language that is spoken, broken anew where the terminal ends.
-- Indented lines stay as they are; a line that ends with a sentence ends there.
local function paragraphs(text)
  local lines, paragraph = {}, {}
  local function flush()
    if #paragraph == 0 then return end
    for _, line in ipairs(wrap(table.concat(paragraph, " "), WIDTH)) do lines[#lines + 1] = line end
    paragraph = {}
  end
  for line in words(text):gmatch "([^\n]*)\n" do
    if line == "" or line:find "^ " then
      flush()
      lines[#lines + 1] = line
    else
      paragraph[#paragraph + 1] = line
      if line:find "%.$" then flush() end
    end
  end
  flush()
  return table.concat(lines, "\n") .. "\n"
end

--- The help of one command.
--- @param command lualark.command
--- @return string
function M.of(command)
  local rows = option_rows(command.options)
  local parts = { usage_line(command, #rows > 0), paragraphs(command.about) }
  if #rows > 0 then parts[#parts + 1] = columns(rows) end
  if command.notes then parts[#parts + 1] = paragraphs(command.notes) end
  return table.concat(parts, "\n")
end

--- The help of the whole program.
--- @param commands lualark.command[]
--- @return string
function M.overview(commands)
  local rows = {}
  for i, command in ipairs(commands) do
    rows[i] = { command.name .. " " .. (command.arguments or ""), words(command.summary) }
  end
  return table.concat {
    words "Usage: lualark COMMAND [OPTION...] [ARGUMENT...]", "\n\n", columns(rows), "\n",
    columns {
      { words "lualark COMMAND --help", words "more about a command" },
      { words "lualark help TOPIC", words "a page: errors, recipes and others" },
      { "lualark --version", "" },
    },
  }
end

--- The topics of `lualark help`, with a line for each.
--- @param topics { name: string, summary: string }[]
--- @return string
function M.topics(topics)
  local rows = {}
  for i, topic in ipairs(topics) do rows[i] = { topic.name, words(topic.summary) } end
  return table.concat {
    words "Usage: lualark help TOPIC", "\n\n", columns(rows), "\n",
    (words "A command's name shows the command's help: `lualark help call`."), "\n",
  }
end

return M
