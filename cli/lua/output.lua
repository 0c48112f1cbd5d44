-- SPDX-License-Identifier: MIT

--- Where results go: rendered, to stdout or a file.
local status = require "lualark.status"

local M = {}

local FORMATS = { table = true, json = true, ndjson = true, csv = true, md = true, html = true }

--- Checks --format. Returns the format, or nil and what is wrong. The default may
--- be one that the command has of its own.
function M.format(options, default)
  local format = options.format or default
  if FORMATS[format] or format == default then return format end
  local own = FORMATS[default] and "" or default .. ", "
  return nil, ("unknown format %q: %stable, json, ndjson, csv, md or html"):format(format, own)
end

--- Whether what is written may be coloured.
function M.colour(terminal, options)
  return not options.output and terminal.is_terminal(1)
    and (os.getenv "NO_COLOR" or "") == "" and os.getenv "TERM" ~= "dumb"
end

--- The terminal's columns, where the result goes to one.
function M.width(terminal, options)
  return not options.output and terminal.is_terminal(1) and terminal.width() or nil
end

local function write_and_close(path, text)
  local file, err = io.open(path, "wb")
  if not file then return nil, err end
  local ok
  ok, err = file:write(text)
  local closed, close_err = file:close()
  if ok and closed then return true end
  return nil, err or close_err
end

-- A plain file appears whole or not at all: it is written beside its place first.
-- Pipes, devices and links are written to as they are.
local function write_file(terminal, path, text)
  if not terminal.is_replaceable(path) then return write_and_close(path, text) end
  local temporary = ("%s.%d.part"):format(path, terminal.pid)
  local ok, err = write_and_close(temporary, text)
  if ok then ok, err = os.rename(temporary, path) end
  if not ok then os.remove(temporary) end
  return ok, err
end

local function write_stdout(text)
  local ok, err = io.stdout:write(text)
  if ok then ok, err = io.stdout:flush() end
  return ok, err
end

--- Writes a text as it is. Returns the exit status.
--- @param terminal table  what is known of the terminal
--- @param options table   --output
--- @param text string
function M.put(terminal, options, text)
  local ok, err
  if options.output then
    ok, err = write_file(terminal, options.output, text)
  else
    ok, err = write_stdout(text)
  end
  if ok then return status.DONE end
  status.say("cannot write ", options.output or "the result", ": ", err)
  return status.FAILED
end

--- Renders a value and writes it. Returns the exit status.
--- @param terminal table  what is known of the terminal
--- @param options table   --format, --output
--- @param value any
--- @param render table    { format=, columns=?, errors=?, title=? }
function M.write(terminal, options, value, render)
  if value == nil and not options.output then return status.DONE end
  render.colour = M.colour(terminal, options)
  render.width = M.width(terminal, options)
  return M.put(terminal, options, require("lark.render").render(value, render))
end

return M
