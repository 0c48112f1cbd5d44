-- SPDX-License-Identifier: MIT

--- Endpoints that a file defines: the option --define, and LARK_DEFINE.
---
--- The file returns a table as client:define takes it. The words of lark.types are globals
--- there, before those of Lua: `string` is a type.
local M = {}

--- Reads the file that the option or the environment names.
--- @param options table   define
--- @return { text: string, chunk: string }?  nil if none is named
--- @return string? err    why it cannot be read
function M.read(options)
  local path = options.define or os.getenv "LARK_DEFINE" or ""
  if path == "" then return nil end
  local file, err = io.open(path, "rb")
  if not file then return nil, "cannot open " .. err end
  local text
  text, err = file:read("a")
  file:close()
  if not text then return nil, ("cannot read %s: %s"):format(path, err) end
  return { text = text, chunk = "@" .. path }
end

--- Defines what the text of a file returns, for all clients of this Lua state.
--- @param lark table      the module
--- @param globals table   what the file sees behind the words
--- @param source { text: string, chunk: string }
--- @return boolean? done
--- @return string? err
function M.define(lark, globals, source)
  local path = source.chunk:sub(2)
  local words = setmetatable({}, { __index = function(_, name)
    local word = lark.types[name]
    if word ~= nil then return word end
    return globals[name]
  end })
  local chunk, err = load(source.text, source.chunk, "t", words)
  if not chunk then return nil, err end
  local ok, facts = pcall(chunk)
  if not ok then return nil, tostring(facts) end
  if type(facts) ~= "table" then
    return nil, ("%s returns a %s; it returns a table: endpoints by name"):format(path, type(facts))
  end
  local done, wrong = lark.define(facts)
  if not done then return nil, ("%s: %s"):format(path, wrong.msg) end
  return true
end

--- Does both in the command's own state.
--- @param command string  its name
--- @param options table
--- @return boolean? done  true also if no file is named
--- @return integer? status  after saying why
function M.install(command, options)
  local status = require "lualark.status"
  local source, err = M.read(options)
  if err then
    status.say(err)
    return nil, status.FAILED
  end
  if not source then return true end
  local done, wrong = M.define(require "lark", _G, source)
  if not done then return nil, status.usage(command, wrong) end
  return true
end

return M
