-- SPDX-License-Identifier: MIT

--- What runs inside the engine under `lualark run` with limits: the script, and then
--- the rendering of what it returns, which counts as its own work.
local source, chunk, args, place, how = ...
local lark = require "lark"
local results = require "lualark.results"

-- Where a client was refused and the script goes on regardless, what fails then is
-- the refusal's doing: the command tells of it.
local client = lark.client
lark.client = function(...)
  local made, err = client(...)
  if not made then lark.send("refused", tostring(err)) end
  return made, err
end

local script, wrong = load(source, chunk, "t")
if not script then error(wrong, 0) end
-- luacheck: globals arg
arg = { [0] = place.path, table.unpack(args) }
local value, second = script(table.unpack(args))
if value == nil and second ~= nil then error(second, 0) end

-- Messages are some tens of kilobytes, however small the pieces.
local MOST = 65536

local function sender()
  local pieces, bytes = {}, 0
  local function flush()
    lark.send("output", table.concat(pieces))
    pieces, bytes = {}, 0
  end
  local function put(piece)
    pieces[#pieces + 1] = piece
    bytes = bytes + #piece
    if bytes >= MOST then flush() end
  end
  return put, flush
end

local errors = results.errors_of(second)
if value ~= nil or place.output then
  how.errors = errors
  local put, flush = sender()
  require("lark.render").write(value, how, put)
  flush()
end
if errors then
  local missing = results.missing(errors)
  lark.send("missing", { lines = lark.array(missing.lines), unread = missing.unread })
end
