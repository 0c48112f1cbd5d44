-- SPDX-License-Identifier: MIT

--- Writes results: rendered, to standard output or a file.
local language = require "lualark.language"
local status = require "lualark.status"
local words = require "lualark.words"

local M = {}

local FORMATS = { table = true, json = true, ndjson = true, csv = true, md = true, html = true,
  xlsx = true }

-- The formats by the endings of files.
local ENDINGS = {
  json = "json", ndjson = "ndjson", jsonl = "ndjson", csv = "csv", md = "md", markdown = "md",
  html = "html", htm = "html", xlsx = "xlsx",
}

local function by_ending(options)
  local ending = (options.output or ""):match "%.(%w+)$"
  return ending and ENDINGS[ending:lower()]
end

-- `-` is standard output.
local function is_file(options)
  return options.output ~= nil and options.output ~= "-"
end

--- Checks --format. Returns the format, or nil and what is wrong. The default may be a
--- format that only this command has. Without --format the ending of --output counts.
function M.format(options, default)
  local format = options.format or by_ending(options) or default
  if FORMATS[format] or format == default then return format end
  return nil, FORMATS[default]
    and words("unknown format %q: table, json, ndjson, csv, md, html or xlsx", format)
    or words("unknown format %q: %s, table, json, ndjson, csv, md, html or xlsx", format, default)
end

local READ_BY_PEOPLE = { table = true, md = true, html = true, xlsx = true }

--- Whether people read a format: they get titles and labels, programs the keys and values.
--- @param format string
function M.is_for_people(format) return READ_BY_PEOPLE[format] == true end

--- Titles of the command's own columns in the language that is spoken, and labels of their
--- values; nil in English, and for programs.
--- @param format string
--- @param keys string[]
--- @param values? table<string, string[]>  the values that columns can have, by key
--- @return table<string, lark.report.column>?
function M.titles(format, keys, values)
  if language.current() == "en" or not READ_BY_PEOPLE[format] then return nil end
  local facts = {}
  for _, key in ipairs(keys) do
    local labels
    for _, value in ipairs(values and values[key] or {}) do
      labels = labels or {}
      labels[value] = words(value)
    end
    facts[key] = { key = key, title = words(key), type = labels and "enum", labels = labels }
  end
  return facts
end

--- Whether the result may be coloured.
function M.colour(terminal, options)
  return not is_file(options) and terminal.is_terminal(1)
    and (os.getenv "NO_COLOR" or "") == "" and os.getenv "TERM" ~= "dumb"
end

--- The terminal's columns; nil if the result does not go to a terminal.
function M.width(terminal, options)
  return not is_file(options) and terminal.is_terminal(1) and terminal.width() or nil
end

--- Options of lark.render for the place that the result goes to.
--- @param terminal table
--- @param options table   --output
--- @param format string
function M.how(terminal, options, format)
  return {
    -- A spreadsheet is made of cells, by the command itself: see output/sheet.lua.
    format = format == "xlsx" and "cells" or format,
    table = options.table, totals = options.totals, vertical = options.vertical,
    colour = M.colour(terminal, options), width = M.width(terminal, options),
    -- Spreadsheets read a file as UTF-8 only if it begins with a mark.
    mark = is_file(options) or nil,
    visible = not is_file(options) and terminal.is_terminal(1) or nil,
    -- Files for programs follow no other language than this.
    lang = language.is_chosen() and language.current() or nil,
    made_at = os.date "%Y-%m-%d %H:%M",
  }
end

-- ------------------------------------------------------------------------- sinks

--- @class lualark.sink
--- @field put fun(text: string)   writes; an error is reported by close
--- @field flush fun(): boolean    writes what waits in memory; false where writing failed
--- @field close fun(): integer    returns the exit status
--- @field abandon fun()           drops what was written so far

local function refused(options, err)
  status.say(words("cannot write %s: %s", options.output or words "the result", err))
  return status.FAILED
end

-- Keeps the first error, and reports it once, at the end.
local function sink(options, file, finish, abandon)
  local failed
  return {
    put = function(text)
      if failed then return end
      local ok, err = file:write(text)
      if not ok then failed = err end
    end,
    flush = function()
      if not failed and file.flush then
        local ok, err = file:flush()
        if not ok then failed = err end
      end
      return failed == nil
    end,
    close = function()
      local ok, err = finish(failed == nil)
      if failed or not ok then return refused(options, failed or err) end
      return status.DONE
    end,
    abandon = abandon,
  }
end

local function to_stdout(terminal, options, format)
  local pager = terminal.is_terminal(1) and require("lualark.output.pager").new(terminal, format)
  if pager then
    return sink(options, pager, function() return pager:finish() end,
      function() pager:abandon() end)
  end
  return sink(options, io.stdout, function() return io.stdout:flush() end, function() end)
end

-- Pipes and devices are written to as they are.
local function to_file(options)
  local file, err = io.open(options.output, "wb")
  if not file then return nil, err end
  return sink(options, file, function() return file:close() end, function() file:close() end)
end

-- A plain file appears whole or not at all: it is first written beside its place. One
-- that is there keeps mode and owner; nil where they cannot be had.
local function beside(terminal, options, path, existing)
  local temporary = ("%s.%d.part"):format(path, terminal.pid)
  local file, err = io.open(temporary, "wb")
  if not file then return nil, err end
  local function drop()
    file:close()
    os.remove(temporary)
  end
  if existing and not terminal.dress(temporary, path) then
    drop()
    return nil, words "its owner cannot be kept"
  end
  local function finish(whole)
    local ok, why = file:close()
    if ok and whole then ok, why = os.rename(temporary, path) end
    if not (ok and whole) then os.remove(temporary) end
    return ok, why
  end
  return sink(options, file, finish, drop)
end

-- Holds the result until it is whole, for a file that has nothing beside it: its folder
-- cannot be written, or its owner is somebody else.
local function held(options, path)
  local pieces = {}
  local text = { write = function(_, piece)
    pieces[#pieces + 1] = piece
    return true
  end }
  local function finish(whole)
    if not whole then return true end
    local file, err = io.open(path, "wb")
    if not file then return nil, err end
    local ok, why = file:write(table.concat(pieces))
    local closed, late = file:close()
    if not ok then return nil, why end
    return closed, late
  end
  return sink(options, text, finish, function() end)
end

-- A file that cannot be opened is reported at the end, too.
local function nowhere(options, err)
  return {
    put = function() end,
    flush = function() return false end,
    close = function() return refused(options, err) end,
    abandon = function() end,
  }
end

--- The fault of a folder in place of a file.
function M.is_folder() return words "it is a directory" end

--- Tries the place that the result goes to, before a run whose result would be lost. What
--- is there stays. Returns true; or nil and the exit status, after saying why.
--- @param terminal table
--- @param options table   --output
--- @return boolean? ok
--- @return integer? status
function M.try(terminal, options)
  if not is_file(options) then return true end
  local kind, path = terminal.place(options.output)
  if kind == "other" then return true end -- opening a pipe waits for its reader
  if kind == "directory" then return nil, refused(options, M.is_folder()) end
  -- Opening a file to append touches nothing.
  local tried = path or ("%s.%d.part"):format(options.output, terminal.pid)
  local file, err = io.open(tried, "ab")
  if not file then return nil, refused(options, err) end
  file:close()
  if kind == "absent" then os.remove(tried) end
  return true
end

--- Opens a file, or standard output where no file is named.
--- @param terminal table
--- @param options table   --output
--- @param format? string
--- @return lualark.sink
function M.open_plain(terminal, options, format)
  if not is_file(options) then return to_stdout(terminal, options, format) end
  local kind, path = terminal.place(options.output)
  if kind == "file" then
    return beside(terminal, options, path, true) or held(options, path)
  end
  local opened, err
  if kind == "absent" then
    opened, err = beside(terminal, options, options.output)
  else
    opened, err = to_file(options)
  end
  return opened or nowhere(options, err)
end

--- Opens the place that the result is written to.
--- @param terminal table
--- @param options table   --output
--- @param format? string  "cells" for a spreadsheet, "separate" for a folder; table and md are
---                         shown in a pager
--- @return lualark.sink
function M.open(terminal, options, format)
  if format == "separate" then return require("lualark.output.folder").sink(terminal, options) end
  local into = M.open_plain(terminal, options, format)
  if format ~= "cells" then return into end
  return require("lualark.output.sheet").sink(terminal, into, function(why)
    return refused(options, why)
  end)
end

--- Writes a text as it is. Returns the exit status.
--- @param terminal table
--- @param options table
--- @param text string
function M.put(terminal, options, text)
  local to = M.open(terminal, options)
  to.put(text)
  return to.close()
end

--- Renders a value and writes it. Returns the exit status. Raises errors of rendering, and
--- then leaves no file.
--- @param terminal table
--- @param options table   --output
--- @param value any
--- @param render table    { format=, columns=?, errors=?, title=? }
function M.write(terminal, options, value, render)
  if value == nil and not is_file(options) then return status.DONE end
  local how = M.how(terminal, options, render.format)
  for name, fact in pairs(render) do
    if name ~= "format" then how[name] = fact end
  end
  local to = M.open(terminal, options, how.format)
  -- Rows that come one by one reach their reader at once.
  if type(value) == "function" then io.stdout:setvbuf "line" end
  local ok, err = pcall(require("lark.render").write, value, how, to.put)
  if ok then return to.close() end
  to.abandon()
  error(err, 0)
end

return M
