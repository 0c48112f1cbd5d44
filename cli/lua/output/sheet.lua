-- SPDX-License-Identifier: MIT

--- Makes a spreadsheet of the lines that lark/render/cells.lua writes.
local lark = require "lark"
local words = require "lualark.words"

local M = {}

-- Characters that programs allow in the name of a sheet.
local LONGEST_NAME = 31
local FORBIDDEN = "[%[%]:*?/\\%c]"
-- The colour of headings.
local FILL = 0xE8EDF7

--- @class lualark.sheet
--- @field book userdata   src/sheet/workbook.h
--- @field names table     of sheets, in lower case
--- @field formats table   numbers of formats by their facts
local Sheet = {}
Sheet.__index = Sheet

local function cut(name, count)
  if utf8.len(name) <= count then return name end
  return name:sub(1, utf8.offset(name, count) - 1) .. "…"
end

-- A name that no sheet has yet.
function Sheet:name_for(title)
  -- The library does not find a name with a quote in a chart's ranges.
  local base = title:gsub(FORBIDDEN, " "):gsub("'", "’"):gsub("^ +", ""):gsub(" +$", "")
  if base == "" or base:lower() == "history" then base = "Sheet" end
  local name, n = cut(base, LONGEST_NAME), 1
  while self.names[name:lower()] do
    n = n + 1
    local tail = (" (%d)"):format(n)
    name = cut(base, LONGEST_NAME - #tail) .. tail
  end
  self.names[name:lower()] = true
  return name
end

-- A value that the library refuses ends the sheet; `put` of the sink catches it.
local function must(value, why)
  if value == nil then error({ sheet = why }, 0) end
  return value
end

function Sheet:format(num, bold, wrap)
  local key = ("%s|%s|%s"):format(num or "", tostring(bold), tostring(wrap))
  if not self.formats[key] then
    self.formats[key] = must(self.book:format { num = num, bold = bold, wrap = wrap })
  end
  return self.formats[key]
end

-- Writes a cell of the current row; null leaves it empty. A money cell brings its format.
function Sheet:cell(at, value, bold)
  local num = self.nums[at]
  if type(value) == "table" then value, num = value.v, value.f end
  if value == nil or value == lark.null then return end
  must(self.book:cell(self.row, at - 1, value, self:format(num, bold, self.notes)))
end

-- "='Most points'!$B$2:$B$9"
local function range(name, column, first, last)
  local letters, number = "", column
  repeat
    letters = string.char(65 + number % 26) .. letters
    number = number // 26 - 1
  until number < 0
  return ("='%s'!$%s$%d:$%s$%d"):format(name, letters, first + 1, letters,
    last + 1)
end

-- The effect of a line, by its first member.
local DO = {}

function DO.titles(self, line)
  local book = self.book
  self.name = self:name_for(line.sheet)
  must(book:sheet(self.name))
  self.row, self.nums, self.notes = 0, line.formats, line.notes
  for i, width in ipairs(line.widths) do
    must(book:width(i - 1, width, self:format(line.formats[i], nil, line.notes)))
  end
  self.head = self.head or must(book:format { bold = true, fill = FILL, wrap = true })
  for i, title in ipairs(line.titles) do must(book:cell(0, i - 1, title, self.head)) end
  if line.notes or #line.titles == 0 then return end
  book:freeze(1, 1)
  if line.rows > 0 then must(book:filter(0, 0, line.rows, #line.titles - 1)) end
end

function DO.cells(self, line)
  self.row = self.row + 1
  for at, value in ipairs(line.cells) do self:cell(at, value) end
end

function DO.total(self, line)
  self.row = self.row + 1
  for at, value in ipairs(line.total) do self:cell(at, value, true) end
end

-- A funnel is bars, one below the other.
local KINDS = { bar = "bar", stacked = "stacked", line = "line", funnel = "bar" }

-- A chart stands beside the numbers that it shows.
function DO.chart(self, line)
  local series = {}
  for i, name in ipairs(line.series) do
    series[i] = { name = name, categories = range(self.name, 0, 1, line.rows),
      values = range(self.name, i, 1, line.rows) }
  end
  must(self.book:chart { kind = KINDS[line.chart], title = line.title, x = line.x,
    y = line.y, series = series, row = 1, column = #line.series + 2 })
end

function Sheet:take(text)
  local line = lark.decode(text)
  for name, act in pairs(DO) do
    if line[name] ~= nil then return act(self, line) end
  end
end

-- Copies a closed book into a sink, and removes it.
local function copy(path, into)
  local file <close> = io.open(path, "rb")
  os.remove(path)
  if not file then return nil, words "the temporary file is gone" end
  for piece in function() return file:read(65536) end do into.put(piece) end
  return true
end

local EMPTY = lark.encode { sheet = "Result", titles = lark.array {}, formats = lark.array {},
  widths = lark.array {}, rows = 0 } .. "\n"

-- Why there is no spreadsheet, in the language that is spoken: src/sheet/workbook.c leaves room
-- for the folder and for what the system said.
local function fault(why, folder, detail)
  if why:find("%s", 1, true) then return words(why, folder, detail or "") end
  return words(why)
end

--- A sink in front of another: takes lines, and writes the spreadsheet when it is closed.
--- @param terminal table
--- @param into lualark.sink
--- @param refused fun(why: string): integer  says why there is none; returns the exit status
--- @return lualark.sink
function M.sink(terminal, into, refused)
  local folder = os.getenv "TMPDIR" or ""
  if folder == "" then folder = "/tmp" end
  local book, failed, detail = terminal.workbook(folder)
  local self = setmetatable({ book = book, names = {}, formats = {} }, Sheet)
  local rest = ""

  local function take_lines(text)
    rest = rest .. text
    local from = 1
    for line, to in rest:gmatch "([^\n]*)\n()" do
      from = to
      self:take(line)
    end
    rest = rest:sub(from)
  end

  local function put(text)
    if failed then return end
    local ok, err = pcall(take_lines, text)
    if not ok then failed = type(err) == "table" and err.sheet or tostring(err) end
  end

  local function abandon()
    if book then book:abandon() end
    into.abandon()
  end

  local function close()
    -- A spreadsheet has at least one sheet.
    if not next(self.names) then put(EMPTY) end
    local path, copied
    if not failed then path, failed = book:close() end
    if path then copied, failed = copy(path, into) end
    if copied then return into.close() end
    abandon()
    return refused(fault(failed, folder, detail))
  end

  return { put = put, close = close, abandon = abandon }
end

return M
