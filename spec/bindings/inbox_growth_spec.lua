-- SPDX-License-Identifier: MIT

-- An event costs as much to finish among many that wait as among few: instructions, counted by
-- valgrind in the one function that would look at the others.
local files = require "support.files"
local process = require "support.process"

local FEW, MANY, MOST = 10, 1000, 1.3

-- A sanitized build does not run under valgrind.
local test = os.getenv "LARK_CFLAGS" and pending or it

local SCRIPT = [[
local lark = require "lark"
local path, count, keyed = ...
local inbox = assert(lark.inbox(path, keyed == "keyed" and {
  key = function(event) return event.talent_id end,
} or nil))
lark.events.on("hire.talent.deleted_v1", function() end)
lark.run(function()
  for i = 1, count do
    lark.spawn(function()
      assert(inbox:put {
        kind = "event", event = { talent_id = tostring(i) },
        header = { event_id = "e" .. i, event_type = "hire.talent.deleted_v1" },
      })
    end)
  end
end)
assert(inbox:run { until_empty = true })
]]

-- The instructions for each of so many.
local function each(count, keyed)
  local folder = files.folder()
  local ended
  files.with(SCRIPT, function(script)
    ended = process.run({ "valgrind", "--tool=callgrind",
      "--toggle-collect=lualark_inbox_finish", "--callgrind-out-file=/dev/null", "lua5.4", script,
      folder .. "/inbox", tostring(count), keyed }, { seconds = 600 })
  end)
  files.remove(folder)
  assert.equal(0, ended.status, ended.err)
  return assert(tonumber(ended.err:match "Collected : (%d+)")) / count
end

describe("an inbox", function()
  for _, keyed in ipairs { "keyed", "without keys" } do
    test("finishes an event at the same cost among many: " .. keyed, function()
      local few, many = each(FEW, keyed), each(MANY, keyed)
      assert.is_true(many <= MOST * few, ("%.0f for each of %d, %.0f of %d"):format(
        few, FEW, many, MANY))
    end)
  end
end)
