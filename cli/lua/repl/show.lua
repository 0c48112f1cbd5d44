-- SPDX-License-Identifier: MIT

--- Shows values to people: as Lua is written, or as a table if they are rows.
local cell = require "lark.render.cell"
local lark = require "lark"
local results = require "lualark.output.results"

local M = {}

-- A table that fits is written on one line.
local INLINE = 72
local DEEPEST = 60
local MOST_COLUMNS = 12
local COLOURS = { string = "32", number = "33", boolean = "35", null = "35", other = "36" }

local ESCAPES = { ["\n"] = "\\n", ["\t"] = "\\t", ["\r"] = "\\r", ['"'] = '\\"', ["\\"] = "\\\\" }

local function quoted(text)
  text = text:gsub('[%c"\\]', function(c)
    return ESCAPES[c] or ("\\x%02x"):format(c:byte())
  end)
  return '"' .. cell.visible(text) .. '"'
end

local function paint(how, kind, text)
  if not how.colour then return text end
  return ("\27[%sm%s\27[0m"):format(COLOURS[kind], text)
end

local function is_scalar(value)
  local kind = type(value)
  return kind == "string" or kind == "number" or kind == "boolean" or value == lark.null
end

local function scalar(how, value)
  if value == lark.null then return paint(how, "null", "null") end
  local kind = type(value)
  if kind == "string" then return paint(how, kind, quoted(value)) end
  if kind == "number" or kind == "boolean" then return paint(how, kind, tostring(value)) end
  if value == nil then return paint(how, "null", "nil") end
  return paint(how, "other", M.plain(tostring(value)))
end

--- A text without control characters, which could drive the terminal.
function M.plain(text)
  return cell.visible(text, "\n\t")
end

-- ---------------------------------------------------------------------- tables

local function key_text(key)
  if type(key) == "string" then
    return key:find("^[%a_][%w_]*$") and key or "[" .. quoted(key) .. "]"
  end
  return "[" .. M.plain(tostring(key)) .. "]"
end

local function sorted_keys(value, count)
  local keys = {}
  for key in next, value do
    if math.type(key) ~= "integer" or key < 1 or key > count then keys[#keys + 1] = key end
  end
  table.sort(keys, function(a, b)
    if type(a) == "number" and type(b) == "number" then return a < b end
    return tostring(a) < tostring(b)
  end)
  return keys
end

local text_of

-- A table's members, each as a text.
local function parts_of(how, value, indent)
  local parts, count = {}, rawlen(value)
  for i = 1, count do parts[i] = text_of(how, rawget(value, i), indent) end
  for _, key in ipairs(sorted_keys(value, count)) do
    parts[#parts + 1] = key_text(key) .. " = " .. text_of(how, rawget(value, key), indent)
  end
  return parts
end

-- Colours take no room. A text that spans lines does not fit on one.
local function fits(line, indent)
  local bare = line:gsub("\27%[%d*m", "")
  return not bare:find("\n", 1, true) and (utf8.len(bare) or #bare) + #indent <= INLINE
end

function text_of(how, value, indent)
  if type(value) ~= "table" then return scalar(how, value) end
  if results.is_error(value) then
    return paint(how, "other", "<" .. M.plain(tostring(value)) .. ">")
  end
  if how.inside[value] then return paint(how, "other", "<itself>") end
  if #indent > DEEPEST then return paint(how, "other", "{ ... }") end
  how.inside[value] = true
  local parts = parts_of(how, value, indent .. "  ")
  how.inside[value] = nil
  if #parts == 0 then return "{}" end
  local line = "{ " .. table.concat(parts, ", ") .. " }"
  if fits(line, indent) then return line end
  local deeper = "\n" .. indent .. "  "
  return "{" .. deeper .. table.concat(parts, "," .. deeper) .. "\n" .. indent .. "}"
end

-- ------------------------------------------------------------------------ rows

-- Rows are two or more tables that hold only scalars, under few enough names.
local function is_rows(value)
  if type(value) ~= "table" or rawlen(value) < 2 then return false end
  local names, count = {}, 0
  for _, row in next, value do
    if type(row) ~= "table" or rawlen(row) > 0 or next(row) == nil then return false end
    for name, field in next, row do
      if type(name) ~= "string" or not is_scalar(field) then return false end
      if not names[name] then names[name], count = true, count + 1 end
    end
  end
  return count <= MOST_COLUMNS
end

local function is_report(value)
  local report = package.loaded["lark.report"]
  return report and report.is(value)
end

--- A value as text, without a newline at the end.
--- @param value any
--- @param how? { colour?: boolean, width?: integer }
function M.text(value, how)
  how = { colour = how and how.colour, width = how and how.width, inside = {} }
  if is_rows(value) or is_report(value) then
    local text = require("lark.render").render(value, { colour = how.colour, width = how.width })
    return (text:gsub("\n+$", ""))
  end
  return text_of(how, value, "")
end

--- The first `most` lines of a text, and how many more there are.
function M.cut(text, most)
  local at, count = 0, 0
  repeat
    at = text:find("\n", at + 1, true)
    count = count + 1
  until not at or count == most
  if not at then return text, 0 end
  local _, more = text:sub(at):gsub("\n", "")
  return text:sub(1, at - 1), more
end

return M
