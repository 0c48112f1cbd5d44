-- SPDX-License-Identifier: MIT

--- Rows one below the other, a line for each field: for a terminal, where a table would be
--- too wide.
local cell = require "lark.render.cell"
local sections = require "lark.render.sections"
local width = require "lark.render.width"

local M = {}

local MISSING = "—"

-- A block with the value of each column behind its title.
local function block(section, titles, cells, values, out)
  for i in ipairs(section.columns) do
    if values[i] ~= false then
      out.put(width.pad(titles[i], cells) .. "  " .. (values[i] or MISSING))
    end
  end
end

--- @param section lark.section
--- @param out table  put(text), rule(text), words
function M.write(section, out)
  local titles, cells = {}, 1
  for i, one in ipairs(section.columns) do
    titles[i] = cell.visible(one.title)
    cells = math.max(cells, width.of(titles[i]))
  end
  for place, row in ipairs(section.rows) do
    local values = {}
    for i, one in ipairs(section.columns) do
      local text = sections.cell(one, row, section, place)
      values[i] = text and cell.visible(text) or nil
    end
    out.rule(("── %d ──"):format(place))
    block(section, titles, cells, values, out)
  end
  if section.totals and #section.rows > 0 then
    local values = {}
    for i in ipairs(section.columns) do
      values[i] = section.totals[i] and cell.visible(section.totals[i])
    end
    out.rule(("── %s ──"):format(out.words.total))
    block(section, titles, cells, values, out)
  end
end

return M
