-- SPDX-License-Identifier: MIT

--- JSON, as exact as lark.encode and pleasant to read.
local lark = require "lark"
local report = require "lark.report"
local sections = require "lark.render.sections"

local M = {}

-- Where the string that opens at `at` closes.
local function string_end(text, at)
  local stop = at
  repeat
    stop = text:find('["\\]', stop + 1)
    local escaped = text:byte(stop) == 92
    if escaped then stop = stop + 1 end
  until not escaped
  return stop
end

-- Breaks compact JSON into lines. Working on the text leaves every number as it
-- was written.
local function indented(text)
  local out, at, depth = {}, 1, 0
  local function put(piece) out[#out + 1] = piece end
  local function newline() put("\n" .. ("  "):rep(depth)) end

  while at <= #text do
    local start = text:find('["%[{%]},:]', at) or #text + 1
    put(text:sub(at, start - 1))
    local mark = text:sub(start, start)
    at = start + 1
    if mark == '"' then
      at = string_end(text, start) + 1
      put(text:sub(start, at - 1))
    elseif (mark == "[" or mark == "{") and text:find("^[%]}]", at) then
      put(text:sub(start, at))
      at = at + 1
    elseif mark == "[" or mark == "{" then
      depth = depth + 1
      put(mark)
      newline()
    elseif mark == "]" or mark == "}" then
      depth = depth - 1
      newline()
      put(mark)
    elseif mark == "," then
      put(mark)
      newline()
    elseif mark == ":" then
      put(": ")
    end
  end
  return table.concat(out)
end

-- Rows go out whole, as the script made them; only the columns are filled in.
local function plain_report(value, options)
  local tables = lark.array {}
  for i, part in ipairs(value.tables) do
    local section = sections.section(part.title, part.rows, part.columns, options.columns)
    tables[i] = { title = part.title, rows = part.rows, columns = lark.array(section.columns) }
  end
  return { title = value.title, notes = value.notes, tables = tables }
end

--- @param value any
--- @param options lark.render.options
--- @return string
function M.render(value, options)
  if value == nil then return "" end
  if report.is(value) then value = plain_report(value, options) end
  return indented(lark.encode(value)) .. "\n"
end

return M
