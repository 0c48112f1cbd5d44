-- SPDX-License-Identifier: MIT

--- Shows a page of docs/ as text for a terminal: headings at the margin, all else below them;
--- paragraphs, lists and tables within a width, code as it is.
local grid = require "lualark.markdown.grid"
local inline = require "lualark.markdown.inline"
local words = require "lualark.words"
local wrap = require "lualark.wrap"

local M = {}

local BODY, CODE = "  ", "      "

-- Text that is put together: blocks with an empty line between them.
local function block(out, lines)
  out[#out + 1] = table.concat(lines, "\n")
end

local function indented(lines, indent)
  local all = {}
  for i, line in ipairs(lines) do all[i] = line ~= "" and indent .. line or "" end
  return all
end

-- A text below its mark, such as "- ".
local function item(mark, text, cells)
  local lines = wrap(text, cells - #BODY - #mark)
  local margin = BODY .. (" "):rep(#mark)
  return BODY .. mark .. table.concat(lines, "\n" .. margin)
end

local TAKE = {}

-- Each takes the lines from `at` on, and returns the first that it leaves.

function TAKE.fence(page, at)
  local kind, code = page.lines[at]:match "^```(%l*)", {}
  at = at + 1
  while page.lines[at] and not page.lines[at]:find "^```" do
    code[#code + 1] = page.lines[at]
    at = at + 1
  end
  local shown = indented(code, CODE)
  -- The output of the code above it.
  if kind == "text" and page.after_code then table.insert(shown, 1, BODY .. words "prints:") end
  block(page.out, shown)
  page.after_code = kind ~= "text"
  return at + 1
end

function TAKE.indented_code(page, at)
  local code = {}
  while page.lines[at] and (page.lines[at]:find "^    " or page.lines[at] == "") do
    code[#code + 1] = page.lines[at]:sub(5)
    at = at + 1
  end
  while code[#code] == "" do code[#code] = nil end
  block(page.out, indented(code, CODE))
  return at
end

function TAKE.heading(page, at)
  block(page.out, { (inline(page.lines[at]:match "^#+ +(.*)$")) })
  return at + 1
end

function TAKE.list(page, at)
  local shown = {}
  while page.lines[at] and page.lines[at]:find "^[%-%d]%.? " do
    local mark, text = page.lines[at]:match "^(%S+ +)(.*)$"
    local parts = { text }
    at = at + 1
    while page.lines[at] and page.lines[at]:find "^ +%S" do
      parts[#parts + 1] = page.lines[at]:match "^ +(.*)$"
      at = at + 1
    end
    shown[#shown + 1] = item(mark, inline(inline.join(parts)), page.cells)
  end
  block(page.out, shown)
  return at
end

function TAKE.grid(page, at)
  local rows = {}
  while page.lines[at] and page.lines[at]:find "^|" do
    rows[#rows + 1] = page.lines[at]
    at = at + 1
  end
  block(page.out, indented(grid(rows, page.cells - #BODY), BODY))
  return at
end

local kind_of

function TAKE.paragraph(page, at)
  local parts = {}
  repeat
    parts[#parts + 1] = page.lines[at]
    at = at + 1
  until not page.lines[at] or kind_of(page.lines[at]) ~= "paragraph"
  local text = inline(inline.join(parts))
  if text ~= "" then block(page.out, indented(wrap(text, page.cells - #BODY), BODY)) end
  return at
end

function kind_of(line)
  if line == "" then return "nothing" end
  if line:find "^```" then return "fence" end
  if line:find "^    " then return "indented_code" end
  if line:find "^#+ " then return "heading" end
  if line:find "^%- " or line:find "^%d+%. " then return "list" end
  if line:find "^|" then return "grid" end
  return "paragraph"
end

--- @param text string    the page's Markdown, as docs/ are written
--- @param cells integer  the width
--- @return string
function M.text(text, cells)
  local page = { lines = {}, out = {}, cells = cells }
  for line in (text .. "\n"):gmatch "(.-)\n" do page.lines[#page.lines + 1] = line end
  local at = 1
  while page.lines[at] do
    local kind = kind_of(page.lines[at])
    if kind ~= "nothing" and kind ~= "fence" then page.after_code = false end
    at = kind == "nothing" and at + 1 or TAKE[kind](page, at)
  end
  return table.concat(page.out, "\n\n"):gsub(inline.NO_BREAK, " ") .. "\n"
end

return M
