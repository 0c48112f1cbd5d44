-- SPDX-License-Identifier: MIT

--- The findings of lualark doctor: rows, their text, and the exit status.
local lark = require "lark"
local cell = require "lark.render.cell"
local status = require "lualark.status"
local width = require "lark.render.width"
local words = require "lualark.words"
local wrap = require "lualark.wrap"

--- @class lualark.findings
--- @field rows table[]    { group=, check=, status=, detail=, hint=?, ... }
--- @field exit integer    of the first row that FAILED
local Findings = {}
Findings.__index = Findings

local M = {}

--- The statuses of rows.
M.STATUSES = { "ok", "warning", "FAILED", "skipped" }

-- Shorter secrets are words that may occur anywhere.
local SHORTEST_SECRET = 6

--- @param secrets table  texts that no row may show; may have holes
function M.new(secrets)
  local list = {}
  for _, secret in pairs(secrets) do
    if #secret >= SHORTEST_SECRET then list[#list + 1] = secret end
  end
  -- One that is a part of another goes later, or it would leave the rest of the other.
  table.sort(list, function(a, b) return #a > #b end)
  return setmetatable({ rows = lark.array {}, exit = status.DONE, secrets = list }, Findings)
end

--- Names the group of the rows that follow.
function Findings:group(name)
  self.current = name
end

-- Takes out a secret that is in another variable too, or that the server sent back.
local function cleaned(secrets, value)
  if type(value) == "table" then
    local list = lark.array {}
    for i, item in ipairs(value) do list[i] = cleaned(secrets, item) end
    return list
  end
  if type(value) ~= "string" then return value end
  for _, secret in ipairs(secrets) do
    local from, to = value:find(secret, 1, true)
    while from do
      value = value:sub(1, from - 1) .. "(secret)" .. value:sub(to + 1)
      from, to = value:find(secret, from + #"(secret)", true)
    end
  end
  return value
end

--- Adds a row: a check, its status, a detail, and what else is known.
function Findings:add(check, word, detail, more)
  local row = { group = self.current, check = check, status = word, detail = detail }
  for name, value in pairs(more or {}) do row[name] = value end
  for name, value in pairs(row) do row[name] = cleaned(self.secrets, value) end
  self.rows[#self.rows + 1] = row
  return row
end

function Findings:ok(check, detail, more) return self:add(check, "ok", detail, more) end
function Findings:warn(check, detail, more) return self:add(check, "warning", detail, more) end
function Findings:skip(check, detail, more) return self:add(check, "skipped", detail, more) end

function Findings:fail(check, exit, detail, more)
  if self.exit == status.DONE then self.exit = exit end
  return self:add(check, "FAILED", detail, more)
end

--- How long an attempt took, as text.
function M.time_of(entry)
  return ("%.0f ms"):format(math.max(1, entry.duration_ms))
end

--- Reads an error as a row's detail and its further members.
--- @param err lark.error
--- @param before? string  a text to put in front
function M.of_error(err, before, more)
  local all = { hint = err.hint, code = err.code, kind = err.kind, log_id = err.log_id }
  for name, value in pairs(more or {}) do all[name] = value end
  local code = err.code and (" (%d)"):format(err.code) or ""
  -- The name of the check says the same.
  local said, msg = words("no token: %s", ""), err.msg
  if msg:sub(1, #said) == said then msg = msg:sub(#said + 1) end
  return (before or "") .. msg .. code, all
end

--- Adds a failure that an error of ours explains.
function Findings:refuse(check, err, before, more)
  local detail, all = M.of_error(err, before, more)
  return self:fail(check, status.of(err), detail, all)
end

--- How many rows have a status.
function Findings:count(word)
  local n = 0
  for _, row in ipairs(self.rows) do
    if row.status == word then n = n + 1 end
  end
  return n
end

-- ------------------------------------------------------------------------ text

local GAP = 2
-- Several lines are hard to read in a narrower column.
local NARROWEST = 40
local COLOURS = { ok = 32, warning = 33, FAILED = 31, skipped = 2 }

local function painted(word, colour)
  local padded = width.pad(words(word), width.of(words "warning"))
  return colour and ("\27[%dm%s\27[0m"):format(COLOURS[word], padded) or padded
end

local function sentence(row)
  local text = row.hint and words("%s. %s", row.detail, row.hint) or row.detail
  return cell.visible(row.log_id and words("%s [log id %s]", text, row.log_id) or text)
end

-- Endpoints have long names, so their column has a width of its own.
local function column_of(row)
  return row.group == "endpoints" and "endpoints" or "others"
end

-- How wide each column of names is.
local function widths_of(rows)
  local widths = {}
  for _, row in ipairs(rows) do
    local column = column_of(row)
    widths[column] = math.max(widths[column] or 0, width.of(words(row.check)))
  end
  return widths
end

-- The text follows the name, or is below it if there is little room.
local function line(row, cells, colour, most)
  local gap = (" "):rep(GAP)
  local head = painted(row.status, colour) .. gap
  local status_cells = width.of(words "warning")
  local text, indent = sentence(row), status_cells + cells + 2 * GAP
  local room = most and most - indent
  local below = room and room < NARROWEST and width.of(text) > room
  if below then indent = status_cells + GAP end
  local margin = "\n" .. (" "):rep(indent)
  if most then text = table.concat(wrap(text, most - indent), margin) end
  if below then return head .. words(row.check) .. margin .. text end
  return head .. width.pad(words(row.check), cells) .. gap .. text
end

--- The rows as lines, with an empty one between groups.
--- @param colour? boolean
--- @param most? integer  the terminal's columns
--- @return string
function Findings:text(colour, most)
  local lines, widths, group = {}, widths_of(self.rows), nil
  for _, row in ipairs(self.rows) do
    if group and group ~= row.group then lines[#lines + 1] = "" end
    group = row.group
    lines[#lines + 1] = line(row, widths[column_of(row)], colour, most)
  end
  return table.concat(lines, "\n") .. "\n"
end

return M
