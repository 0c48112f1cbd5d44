-- SPDX-License-Identifier: MIT

--- The cost of a journal: the same writes without and with one, in turns, against a simulator.
---
---     LARK_BASE_URL=... LARK_APP_ID=... LARK_APP_SECRET=... lua5.4 journal.lua FOLDER [CALLS]
---
--- Prints the processor time of a write and what the journal adds, of the best of three turns.
local lark = require "lark"

local folder, calls = arg[1], math.tointeger(tonumber(arg[2] or 3000))

-- Microseconds of a write.
local function measure(journal)
  local client = assert(lark.client { limits = false, journal = journal })
  assert(client.hire.job_type.list {})
  local rows = {}
  for i = 1, calls do rows[i] = i end
  local used_s = os.clock()
  local _, errors = lark.map(rows, function(i)
    return client.hire.note.create({ talent_id = "6930815272790114324", content = "row " .. i },
      { row = i })
  end, { concurrency = 50 })
  used_s = os.clock() - used_s
  client:close()
  assert(errors.n == 0, tostring(errors[1]))
  return used_s * 1e6 / calls
end

local best = { math.huge, math.huge }
for turn = 1, 3 do
  best[1] = math.min(best[1], measure(nil))
  local path = ("%s/journal-%d.db"):format(folder, turn)
  local journal = assert(lark.journal(path))
  best[2] = math.min(best[2], measure(journal))
  journal:close()
  os.remove(path)
  os.remove(path .. "-runs")
end
print(("without=%.1f with=%.1f more_us=%.1f"):format(best[1], best[2], best[2] - best[1]))
