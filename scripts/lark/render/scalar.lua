-- SPDX-License-Identifier: MIT

--- Writes a text, a number or a boolean for a terminal, without what tables and reports need:
--- many scripts return no more.
local cell = require "lark.render.cell"

local M = {}

local KINDS = { string = true, number = true, boolean = true }

--- Whether a value is one, and there is nothing to write beside it.
--- @param value any
--- @param options lark.render.options
function M.is(value, options)
  return KINDS[type(value)] == true and options.title == nil and options.errors == nil
end

-- As lark.column.plain does.
local function text_of(value)
  if type(value) == "string" then return value end
  if math.type(value) ~= "float" then return tostring(value) end
  return require("lark.decimal").shortest(value)
end

--- The line of a text keeps its breaks; a cell does not.
--- @param text string
function M.line(text) return cell.visible(text, "\n\t") end

--- @param value string|number|boolean
--- @param _ lark.render.options
--- @param put fun(piece: string)
function M.write(value, _, put) put(M.line(text_of(value)) .. "\n") end

return M
