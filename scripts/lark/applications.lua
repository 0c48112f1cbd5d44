-- SPDX-License-Identifier: MIT

--- Applications with their stages, for workflows.
local fetch = require "lark.fetch"

local M = {}

--- The stages of all processes, in their order; a stage of two processes once.
--- @param client lark.client
--- @return table[]? stages  each with id, zh_name and en_name
--- @return lark.error? err
function M.stages(client)
  local processes, err = client.hire.job_process.list.all { page_size = 100 }
  if not processes then return nil, err end
  local stages, seen = {}, {}
  for _, process in ipairs(processes) do
    for _, stage in ipairs(process.stage_list or {}) do
      if not seen[stage.id] then stages[#stages + 1] = stage end
      seen[stage.id] = true
    end
  end
  return stages
end

--- The stages of that name in any language, or of that id.
--- @param stages table[]
--- @param name string
--- @return table[]
function M.named(stages, name)
  local found = {}
  for _, stage in ipairs(stages) do
    if stage.id == name or stage.zh_name == name or stage.en_name == name then
      found[#found + 1] = stage
    end
  end
  return found
end

--- Reads the applications that `hire.application.list` lists, each with its stage times.
--- @param client lark.client
--- @param wanted table  parameters of hire.application.list
--- @return table[]? applications
--- @return table errors  as those of fetch.all
function M.all(client, wanted)
  local ids, err = client.hire.application.list.all(wanted)
  if not ids then return nil, err end
  local found, errors = fetch.all {
    applications = { ids, function(id)
      local answer, why = client.hire.application.get { application_id = id }
      return answer and answer.application, why
    end, title = { en = "applications", zh = "投递" } },
  }
  return found and found.applications, errors
end

--- When an application came into a stage for the last time, in milliseconds; nil where the
--- platform does not say.
--- @param application table
--- @param stage_id string
--- @return integer? ms
function M.entered(application, stage_id)
  local since
  for _, time in ipairs(application.stage_time_list or {}) do
    local at = time.stage_id == stage_id and math.tointeger(tonumber(time.enter_time))
    if at and at > (since or 0) then since = at end
  end
  return since
end

return M
