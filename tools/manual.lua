-- SPDX-License-Identifier: MIT

--- Writes a manual page from the data that `--help` shows.
---
---     lua5.4 tools/manual.lua FOLDER VERSION OUT.1
---
--- FOLDER/manual.lua returns the page: a function that gets what reads the data (below) and
--- returns { name, summary, synopsis, sections }. A section is { TITLE, block... }. A block
--- is a text of paragraphs, { options = list } or { terms = { { term, meaning }... } }, or
--- { command = command } for a part with a command's whole help. In a text `words` are
--- bold, and indented lines are kept as they are.
package.path = (arg[0]:match "^(.*)/" or ".") .. "/?.lua;" .. package.path
local data = require "command_line"

local folder, version, out_path = table.unpack(arg)

local function escape(text)
  return (text:gsub("\\", "\\e"):gsub("%-", "\\-"):gsub("'", "\\(aq"):gsub("~", "\\(ti")
    :gsub("%^", "\\(ha"))
end

-- A line that begins with a dot or a quote would be a request.
local function line_of(text)
  return (text:gsub("^[.']", "\\&%0"))
end

local function bold(text)
  return "\\fB" .. escape(text) .. "\\fR"
end

-- A usage such as "run [OPTION...] SCRIPT.lua": capitals are replaced by the user, in
-- italics.
local function usage(text)
  local parts = {}
  for word, gap in text:gmatch "(%S+)(%s*)" do
    local shown = escape(word):gsub("%u[%u%d_]+", "\\fI%0\\fR")
    parts[#parts + 1] = word:match "^[%l-]+$" and bold(word) or shown
    parts[#parts + 1] = gap
  end
  return table.concat(parts)
end

local function prose(text)
  return line_of((escape(text):gsub("`([^`]*)`", "\\fB%1\\fR")))
end

-- ---------------------------------------------------------------------- blocks

-- Paragraphs stand between empty lines. One whose first line is indented is kept.
local function paragraphs(out, text)
  for paragraph in (text .. "\n\n"):gmatch "(.-)\n\n+" do
    local kept = paragraph:match "^  "
    if paragraph:match "%S" then
      out[#out + 1] = kept and ".PP\n.nf\n.RS 4" or ".PP"
      for one in paragraph:gmatch "[^\n]+" do
        out[#out + 1] = prose(kept and one:gsub("^  ", "") or one)
      end
      if kept then out[#out + 1] = ".RE\n.fi" end
    end
  end
end

local function options(out, list)
  for _, option in ipairs(list) do
    local argument = option.argument and " \\fI" .. escape(option.argument) .. "\\fR" or ""
    out[#out + 1] = ".TP\n" .. bold("--" .. option.name) .. argument
    out[#out + 1] = prose(option.help or "show how it is used")
  end
end

local function terms(out, list)
  for _, pair in ipairs(list) do
    out[#out + 1] = ".TP\n" .. bold(pair[1]) .. "\n" .. prose(pair[2])
  end
end

local function command_part(out, command)
  local words = { "lualark", command.name, command.arguments }
  if #command.options > 0 then
    table.insert(words, command.options_first and 3 or #words + 1, "[OPTION...]")
  end
  out[#out + 1] = ".SS " .. usage(table.concat(words, " "))
  paragraphs(out, command.about)
  options(out, command.options)
  paragraphs(out, command.notes or "")
end

local function block(out, one)
  if type(one) == "string" then paragraphs(out, one) end
  if type(one) == "string" then return end
  if one.options then options(out, one.options) end
  if one.terms then terms(out, one.terms) end
  if one.command then command_part(out, one.command) end
end

-- ------------------------------------------------------------------------ page

local function page(described)
  local out = {
    '.\\" Made by tools/manual.lua from the data that --help shows.',
    -- No date: the same sources give the same page.
    ('.TH %s 1 "" "%s %s" "Lualark"'):format(described.name:upper(), described.name, version),
    ".SH NAME", escape(described.name) .. " \\- " .. escape(described.summary),
    ".SH SYNOPSIS",
  }
  for i, one in ipairs(described.synopsis) do
    out[#out + 1] = (i > 1 and ".br\n" or "") .. usage(one)
  end
  for _, section in ipairs(described.sections) do
    out[#out + 1] = ".SH " .. section[1]
    for i = 2, #section do block(out, section[i]) end
  end
  return table.concat(out, "\n") .. "\n"
end

local text = page(assert(loadfile(folder .. "/manual.lua"))()(data))
local out = assert(io.open(out_path, "wb"))
assert(out:write(text))
assert(out:close())
