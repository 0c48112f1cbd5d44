-- SPDX-License-Identifier: MIT

--- Endpoints that a file defines: the option --define, and LARK_DEFINE.
---
--- The file returns a table as client:define takes it. The words of lark.types are globals
--- there, before those of Lua: `string` is a type.
local M = {}

--- Reads the file that the option or the environment names.
--- @param options table   define
--- @param words fun(english: string, ...): string
--- @return { text: string, chunk: string }?  nil if none is named
--- @return string? err    why it cannot be read
function M.read(options, words)
  local path = options.define or os.getenv "LARK_DEFINE" or ""
  if path == "" then return nil end
  local file, err = io.open(path, "rb")
  if not file then return nil, words("cannot open %s", err) end
  local text
  text, err = file:read("a")
  file:close()
  if not text then return nil, words("cannot read %s: %s", path, err) end
  return { text = text, chunk = "@" .. path }
end

--- Defines what the text of a file returns, for all clients of this Lua state.
--- @param lark table      the module
--- @param globals table   what the file sees behind the words
--- @param source { text: string, chunk: string }
--- @param say fun(english: string, ...): string  says what is wrong
--- @return boolean? done
--- @return string? err
function M.define(lark, globals, source, say)
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
    return nil, say("%s returns a %s; it returns a table: endpoints by name", path, type(facts))
  end
  local done, wrong = lark.define(facts)
  if not done then return nil, path .. ": " .. wrong.msg end
  return true
end

--- Does both in the command's own state.
--- @param command string  its name
--- @param options table
--- @return boolean? done  true also if no file is named
--- @return integer? status  after saying why
function M.install(command, options)
  local status = require "lualark.status"
  local words = require "lualark.words"
  local source, err = M.read(options, words)
  if err then
    status.say(err)
    return nil, status.FAILED
  end
  if not source then return true end
  local done, wrong = M.define(require "lark", _G, source, words)
  if not done then return nil, status.usage(command, wrong) end
  return true
end

return M
