-- SPDX-License-Identifier: MIT

--- lualark store: what is in the store that processes share.
local lark = require "lark"
local option = require "lualark.options"
local output = require "lualark.output"
local server = require "lualark.options.server"
local status = require "lualark.status"
local words = require "lualark.words"

local M = {
  name = "store",
  arguments = "status",
  operands = { "action" },
  summary = "what processes share on a Redis server: budgets, tokens",
  about = [[
Shows the store that LARK_STORE or --store names: for each endpoint how many slots of
its limits are taken, how many clients share it and how many wait; for each token how
long it is still good. It never shows a token.
]],
  options = {
    option.rendered "table",
    option.output, option.store,
  },
  notes = [[
Exit status: 0 done; 2 wrong usage; 3 the URL is wrong, or the server does not let us
in; 4 the server cannot be reached.
]],
}

local COLUMNS = { "what", "name", "in_flight", "counted", "clients", "waiting", "held_s", "life_s",
  "fetched_by" }

local WHAT = { "budget", "app ticket", "app token", "tenant token" }

local KINDS = { ["0"] = "app ticket", ["1"] = "app token", ["2"] = "tenant token" }

-- The numbers of a sorted set's members that are still of use.
local function count(from, key, now)
  return from:call("ZCOUNT", key, ("(%.0f"):format(now), "+inf") or 0
end

local function seconds(until_us, now)
  local left = (tonumber(until_us) or 0) - now
  return left > 0 and math.floor(left / 1e5 + 0.5) / 10 or nil
end

local function budget(from, key, now)
  local prefix = key:sub(1, -2)
  local fields = from:call("HMGET", key, "n", "F", "h")
  if not fields or not fields[1] then return nil end
  local counted = {}
  for i = 1, 8 do
    local window = prefix .. "w" .. i
    if from:call("EXISTS", window) ~= 1 then break end
    counted[i] = ("%d"):format(tonumber(from:call("HGET", key, "u" .. i) or 0) or 0)
  end
  return {
    what = "budget", name = fields[1], in_flight = tonumber(fields[2] or 0),
    counted = #counted > 0 and table.concat(counted, " / ") or nil,
    clients = count(from, prefix .. "s", now), waiting = count(from, prefix .. "p", now),
    held_s = seconds(fields[3], now),
  }
end

local function credential(from, key, now)
  local kind = KINDS[key:match "c(%d)$"]
  local fields = from:call("HMGET", key, "e", "l", "u")
  if not kind or not fields then return nil end
  local has_value = from:call("HEXISTS", key, "v") == 1
  local fetching = fields[2] and seconds(fields[3], now)
  return {
    what = kind, name = key:match "{(%x%x%x%x%x%x%x%x)",
    life_s = has_value and (tonumber(fields[1]) or -1) >= 0 and (seconds(fields[1], now) or 0)
      or nil,
    fetched_by = fetching and fields[2]:sub(1, 8) or nil,
  }
end

-- Reads all; nil and the error of the server.
local function read(from)
  local time, err = from:call "TIME"
  if not time then return nil, err end
  local now = tonumber(time[1]) * 1000000 + tonumber(time[2])
  local rows, cursor = lark.array {}, "0"
  repeat
    local page
    page, err = from:call("SCAN", cursor, "MATCH", "lark:{*", "COUNT", "500", "TYPE", "hash")
    if not page then return nil, err end
    cursor = page[1]
    for _, key in ipairs(page[2]) do
      local row
      if key:find ":b$" then row = budget(from, key, now)
      elseif key:find ":c%d$" then row = credential(from, key, now)
      end
      rows[#rows + 1] = row
    end
  until cursor == "0"
  table.sort(rows, function(a, b)
    if a.what ~= b.what then return a.what < b.what end
    return a.name < b.name
  end)
  return rows
end

function M.run(terminal, given)
  if given.rest[1] ~= "status" or given.rest[2] then
    return status.usage("store", words "what to do with the store: lualark store status")
  end
  local format, wrong = output.format(given.options, "table")
  if not format then return status.usage("store", wrong) end
  local from, code = server.open(terminal, "store")
  if not from then return code end
  local rows, err = read(from)
  if not rows then
    return server.fail(from, err)
  end
  return output.write(terminal, given.options, rows, {
    format = format, columns = COLUMNS,
    facts = output.titles(format, COLUMNS, { what = WHAT }),
  })
end

return M
