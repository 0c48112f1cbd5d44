-- SPDX-License-Identifier: MIT

-- Active applications of a job that nobody has touched for some days:
--
--     lualark run stuck.lua JOB_ID [DAYS]
--
-- stuck_spec.lua tests it without a network.
local lark = require "lark"

local job, days = ...
if not job then
  return nil, lark.error { kind = "param", msg = "which job? stuck.lua JOB_ID [DAYS]" }
end
local oldest_ms = (os.time() - (tonumber(days) or 7) * 86400) * 1000

local client = assert(lark.client())
local ids, err = client.hire.application.list.all { job_id = job, active_status = "1" }
if not ids then return nil, err end

local rows = {}
for _, id in ipairs(ids) do
  local found, why = client.hire.application.get { application_id = id }
  if not found then return nil, why end
  local application = found.application
  if tonumber(application.modify_time) < oldest_ms then
    local talent, reason = client.hire.talent.get { talent_id = application.talent_id }
    if not talent then return nil, reason end
    rows[#rows + 1] = { id = id, name = talent.talent.basic_info.name,
      stage = application.stage.zh_name }
  end
end
return rows
