-- SPDX-License-Identifier: MIT

--- The options --journal, --retry and --skip, which write changes down before they are sent.
local lark = require "lark"
local status = require "lualark.status"
local words = require "lualark.words"

local M = {}

-- Carries out --retry and --skip. Returns an error where a row is none of these.
local function settle(journal, options, endpoint)
  for _, method in ipairs { "retry", "skip" } do
    for _, row in ipairs(options[method] or {}) do
      local done, err = journal[method](journal, row, endpoint)
      if not done then return err end
    end
  end
end

--- The fault of options beside each other; nil if there is none.
--- @param options table
--- @return string?
function M.fault(options)
  if not options.journal then
    local alone = options.retry and "retry" or options.skip and "skip"
    return alone and words("--%s goes with --journal", alone) or nil
  end
  if options.record or options.replay then
    return words "--journal keeps what was done, and recordings keep answers: only one of them"
  end
end

--- Opens the journal that the options name, and settles its rows.
--- @param options table
--- @param endpoint? string  whose rows --retry and --skip mean
--- @return lark.journal?   nil without --journal
--- @return integer? code   the exit status, after saying why it cannot be used
function M.open(options, endpoint)
  if not options.journal then return nil end
  local journal, err = lark.journal(options.journal)
  err = err or settle(journal, options, endpoint)
  if not err then return journal end
  status.say(err)
  return nil, status.of(err)
end

--- A journal's entries for the rows of an endpoint, by their names.
--- @param journal lark.journal
--- @param endpoint string
--- @return table<string, table>  empty where it cannot be read
--- @return lark.error? err
function M.by_row(journal, endpoint)
  local entries, err = journal:entries()
  local found = {}
  for _, entry in ipairs(entries or {}) do
    if entry.endpoint == endpoint then found[entry.row] = entry end
  end
  return found, err
end

-- How many rows are named.
local SHOWN = 20

-- "row 7", or "rows 7, 9".
local function named(rows)
  local shown = table.concat(rows, words ", ", 1, math.min(#rows, SHOWN))
  if #rows > SHOWN then shown = words("%s and %d more", shown, #rows - SHOWN) end
  if #rows == 1 then return words("row %s", shown) end
  return words("rows %s", shown)
end

-- Rows whose content may be another: nothing of them was done.
local OPEN = { refused = true, ["not sent"] = true }

--- Says why rows are not the ones that were sent: a row that moved would be sent twice.
--- @param journal lark.journal
--- @param endpoint string
--- @param rows { preview: table }[]
--- @return string?
function M.changed(journal, endpoint, rows)
  local changed = {}
  for i, row in ipairs(rows) do
    local outcome, same = journal:find {
      endpoint = endpoint, row = i, method = row.preview.method, path = row.preview.path,
      body = row.preview.body,
    }
    if outcome and not same and not OPEN[outcome] then changed[#changed + 1] = i end
  end
  if #changed == 0 then return nil end
  return words(
    "changed since they were sent: %s. Nothing was sent: take the file as it was, or a new journal",
    named(changed))
end

--- Says which rows are perhaps done.
--- @param rows (string|integer)[]
function M.say_doubtful(rows)
  if #rows == 0 then return end
  status.say(words("perhaps done: %s. Look at the platform, then --retry N or --skip N",
    named(rows)))
end

return M
