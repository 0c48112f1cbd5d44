-- SPDX-License-Identifier: MIT

--- The calendar: days and months as numbers.
local M = {}

M.DAY_S = 86400

--- The number of a day, 0 being 1970-01-01. It counts in years that begin in March, so
--- that the lengths of the months repeat and the leap day comes last.
--- @param year integer
--- @param month integer
--- @param day integer
--- @return integer
function M.day_number(year, month, day)
  local y = month > 2 and year or year - 1
  local era = y // 400
  local of_era = y - era * 400
  local of_year = (153 * ((month + 9) % 12) + 2) // 5 + day - 1
  return era * 146097 + of_era * 365 + of_era // 4 - of_era // 100 + of_year - 719468
end

-- Months since the year 0; nil for a text that names no month.
local function month_number(text)
  local year, month = tostring(text):match "^(%d%d%d%d)-(%d%d)$"
  month = tonumber(month)
  return month and month >= 1 and month <= 12 and year * 12 + month - 1 or nil
end

--- All months from one to another, both written like "2025-11". The list is empty where
--- the first is the later one, or either is no month.
--- @param first string
--- @param last string
--- @return string[]
function M.months(first, last)
  local from, to, list = month_number(first), month_number(last), {}
  for at = from or 1, from and to or 0 do
    list[#list + 1] = ("%04d-%02d"):format(at // 12, at % 12 + 1)
  end
  return list
end

return M
