-- SPDX-License-Identifier: MIT

--- Writes `lualark COMMAND --help` from what the command declares.
local M = {}

local WIDTH, INDENT, GAP = 84, "  ", 3

-- Breaks a text between words into lines of at most `width` bytes.
local function wrap(text, width)
  local lines = {}
  for word in text:gmatch("%S+") do
    local last = lines[#lines]
    if last and #last + 1 + #word <= width then
      lines[#lines] = last .. " " .. word
    else
      lines[#lines + 1] = word
    end
  end
  return lines
end

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
    if option.help then rows[#rows + 1] = { "--" .. option.name .. argument, option.help } end
  end
  return rows
end

local function usage_line(command, has_options)
  local words = { "Usage: lualark", command.name, command.arguments }
  if has_options then
    table.insert(words, command.options_first and 3 or #words + 1, "[OPTION...]")
  end
  return table.concat(words, " ") .. "\n"
end

--- The help of one command.
--- @param command lualark.command
--- @return string
function M.of(command)
  local rows = option_rows(command.options)
  local parts = { usage_line(command, #rows > 0), command.about }
  if #rows > 0 then parts[#parts + 1] = columns(rows) end
  parts[#parts + 1] = command.notes
  return table.concat(parts, "\n")
end

--- The help of the whole program.
--- @param commands lualark.command[]
--- @return string
function M.overview(commands)
  local rows = {}
  for i, command in ipairs(commands) do
    rows[i] = { command.name .. " " .. (command.arguments or ""), command.summary }
  end
  return table.concat {
    "Usage: lualark COMMAND [OPTION...] [ARGUMENT...]\n\n", columns(rows), "\n",
    columns { { "lualark COMMAND --help", "more about a command" }, { "lualark --version", "" } },
  }
end

return M
