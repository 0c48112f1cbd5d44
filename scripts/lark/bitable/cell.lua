-- SPDX-License-Identifier: MIT

--- One cell of a bitable: what it is made of, and whether one that was read says the same.
local decimal = require "lark.decimal"
local lark = require "lark"
local say = require "lark.say"
local zone = require "lark.zone"

local M = {}

-- A value as a text; nil for one that is missing.
local function text_of(value)
  if value == nil or value == lark.null or value == "" then return nil end
  if type(value) == "string" then return value end
  if math.type(value) == "integer" then return ("%d"):format(value) end
  return type(value) == "table" and lark.encode(value) or tostring(value)
end

local function list_of(value)
  if type(value) == "table" then return value end
  local list = lark.array {}
  local text = tostring(value)
  if text:find "^%s*%[" then return lark.decode(text) end
  for part in text:gsub("，", ","):gmatch "[^,]+" do list[#list + 1] = part:match "^%s*(.-)%s*$" end
  return list
end

local TRUTH = { ["true"] = true, ["false"] = false, ["1"] = true, ["0"] = false,
  yes = true, no = false, ["是"] = true, ["否"] = false }

-- A text is read as a string, or pieces of it.
local function joined(cell)
  if type(cell) ~= "table" then return text_of(cell) end
  local parts = {}
  for i, piece in ipairs(cell) do
    parts[i] = type(piece) == "table" and (piece.text or "") or tostring(piece)
  end
  return text_of(table.concat(parts))
end

-- Whether a read cell has nothing in it: no text, no choice, no link.
local function is_missing(read)
  if read == nil or read == lark.null then return true end
  if type(read) == "table" and #read == 0 then return next(read) == nil end
  return joined(read) == nil
end

local function equal(read, written) return read == written end

local TEXT = { made = text_of, same = function(read, written) return joined(read) == written end }
local CHOICE = { made = text_of, same = equal }

-- The kinds of columns that can be written, by the platform's number: how a cell is made of a
-- value, and how one that was read is compared with it.
local KINDS = {
  [1] = TEXT,
  [2] = { made = function(value)
    local number = decimal.number(value)
    if not number then return nil, say "a number" end
    return math.tointeger(number) or number
  end, same = function(read, written) return tonumber(read) == written end },
  [3] = CHOICE,
  [4] = { made = function(value)
    local list = list_of(value)
    if not list then return nil, say "a list" end
    return setmetatable(list, getmetatable(lark.array {}))
  end, same = function(read, written) return lark.encode(read) == lark.encode(written) end },
  [5] = { made = function(value, zone_name)
    local ms = math.tointeger(tonumber(value)) or zone.moment(tostring(value), zone_name)
    if not ms then return nil, say "a date" end
    return ms
  end, same = equal },
  [7] = { made = function(value)
    local truth = TRUTH[tostring(value):lower()]
    if truth == nil then return nil, say "true or false" end
    return truth
  end, same = equal },
  [13] = TEXT,
  [15] = { made = function(value)
    local link = tostring(value)
    if not link:find "^%a[%w+.-]*:" then return nil, say "an address" end
    return { link = link, text = link }
  end, same = function(read, written)
    return type(read) == "table" and read.link == written.link
  end },
}

--- Whether cells of a kind of column can be written.
--- @param kind integer
--- @return boolean
function M.is_written(kind) return KINDS[kind] ~= nil end

--- Makes a cell. A value that is missing empties the cell.
--- @param kind integer
--- @param value any
--- @param zone_name? string  of dates that name none
--- @return any cell  lark.null where it is empty; nil where the value does not fit
--- @return string? wanted  what would fit
function M.make(kind, value, zone_name)
  if text_of(value) == nil then return lark.null end
  return KINDS[kind].made(value, zone_name)
end

--- Whether a cell that was read is what would be written.
--- @param kind integer
--- @param read any
--- @param written any
--- @return boolean
function M.same(kind, read, written)
  local is_empty = is_missing(read)
  if written == lark.null then return is_empty end
  -- A box that nobody ticked is not there.
  if is_empty and written == false then return true end
  return not is_empty and KINDS[kind].same(read, written)
end

--- The text of a cell that names its row.
--- @param cell any
--- @return string?
function M.text(cell) return joined(cell) end

return M
