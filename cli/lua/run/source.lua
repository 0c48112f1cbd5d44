-- SPDX-License-Identifier: MIT

--- What commands that run a script read of it: its text, and the endpoints that it may use.
local words = require "lualark.words"

local M = {}

--- A script's text and the name of its chunk; nil and why it cannot be read.
--- @param path string  - for standard input
function M.read(path)
  if path == "-" then return io.read("a"), "=stdin" end
  local file, err = io.open(path, "rb")
  if not file then return nil, words("cannot open %s", err) end
  local text
  text, err = file:read("a")
  file:close()
  if not text then return nil, words("cannot read %s: %s", path, err) end
  -- A first line such as #!/usr/bin/env is not Lua.
  return (text:gsub("^\xEF\xBB\xBF", ""):gsub("^#[^\n]*", "")), "@" .. path
end

--- The file that --define or LARK_DEFINE names, or nil and the fault.
function M.definitions(options)
  if not options.define and (os.getenv "LARK_DEFINE" or "") == "" then return nil end
  return require("lualark.options.definitions").read(options, words)
end

return M
