-- SPDX-License-Identifier: MIT

--- The names that exports of Hire give to columns, beside the keys of the platform's documents: a
--- reader that wants `talent_id` finds it under 人才 ID.
local M = {}

-- Spaces and capitals do not count.
local NAMES = {
  talent_id = { "人才 ID", "Talent ID" },
  application_id = { "投递 ID", "Application ID" },
  referral_account_id = { "账户 ID", "内推账户 ID", "Account ID", "Referral account ID" },
  job_post_id = { "职位广告 ID", "Job post ID", "Post ID" },
  job = { "职位", "职位名称", "Job" },
  stage = { "阶段", "当前阶段", "招聘阶段", "Stage" },
}

-- A class in a pattern would match the bytes of the wide space one by one, which are parts of
-- other characters too.
local function plain(name) return (name:gsub("[ _]", ""):gsub("\u{3000}", ""):lower()) end

--- The header with a key in the place of each official name of it. A column that has the key
--- itself is the one that counts.
--- @param header string[]
--- @param wanted string[]
--- @return string[] keys
--- @return boolean changed
function M.keys(header, wanted)
  local keys, places, changed = table.move(header, 1, #header, 1, {}), {}, false
  local there = {}
  for i, name in ipairs(header) do
    there[name] = true
    places[plain(name)] = places[plain(name)] or i
  end
  for _, key in ipairs(wanted) do
    for _, name in ipairs(not there[key] and NAMES[key] or {}) do
      local place = places[plain(name)]
      if place then
        keys[place], there[key], changed = key, true, true
        break
      end
    end
  end
  return keys, changed
end

return M
